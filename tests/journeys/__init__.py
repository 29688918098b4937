"""A whole office as it is run – web, worker, scheduler, database – and people who use it in a browser."""
