"""Activities of the plan: training classes, models, communication, surveys, visits, fund drives."""
