# The image of web, worker and beat (docker-compose.yml). Build: docker compose build

ARG PYTHON_IMAGE=python:3.11-slim-bookworm

# --- Python packages, with hashes, into one folder ---
FROM ${PYTHON_IMAGE} AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
WORKDIR /build
RUN python -m venv /opt/venv
COPY requirements.txt ./
RUN /opt/venv/bin/pip install --require-hashes --only-binary=:all: -r requirements.txt

# --- Front-end files and the document font; npm stays in this stage ---
FROM packages AS assets
COPY requirements-npm.txt package.json package-lock.json .npmrc ./
COPY scripts/vendor.py scripts/vendor.py
RUN /opt/venv/bin/python scripts/vendor.py --without-dev

# --- What runs: no compiler, no npm, no root ---
FROM ${PYTHON_IMAGE} AS office
# Stable Debian keeps their versions.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends fontconfig libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data --no-create-home office \
    && install -d -o office -g office -m 0700 /data
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
COPY --from=assets /build/static/vendor static/vendor
RUN /opt/venv/bin/python -m compileall -q /app /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VAR_DIR=/data HOST=0.0.0.0 PORT=8000
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 CMD ["python", "scripts/healthcheck.py", "web"]
CMD ["python", "manage.py", "up", "web"]
