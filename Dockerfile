# danvan in a container: small, not root, data in /data; health, Zalo's webhook and pages on port 8080.
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot bot
COPY documents documents
COPY handlers handlers
COPY reporting reporting
COPY scheduler scheduler
COPY simulator simulator
COPY storage storage
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 danvan && mkdir /data && chown danvan /data
COPY --from=build /venv /venv
COPY config.toml /app/config.toml
WORKDIR /app
USER danvan
VOLUME /data
ENV DANVAN_DATABASE__URL=sqlite:////data/danvan.db DANVAN_WEB__HOST=0.0.0.0 DANVAN_WEB__PORT=8080
EXPOSE 8080
HEALTHCHECK CMD ["/venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=5)"]
CMD ["/venv/bin/danvan", "run"]
