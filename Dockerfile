# danvan in a container: small, not root, data in /data; health, Zalo's webhook and pages on port 8080.
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip wheel --no-cache-dir --require-hashes -r requirements.lock -w /wheels
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY documents documents
COPY handlers handlers
COPY reporting reporting
COPY scheduler scheduler
COPY simulator simulator
COPY storage storage
# Of the wheels whose hashes were checked only what running needs; the tools of its makers stay behind.
RUN /venv/bin/pip install --no-cache-dir --no-index --find-links /wheels .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 danvan && install -d -o danvan -m 700 /data
COPY --from=build /venv /venv
COPY config.toml /app/config.toml
WORKDIR /app
USER danvan
VOLUME /data
ENV DANVAN_DATABASE__URL=sqlite:////data/danvan.db DANVAN_WEB__HOST=0.0.0.0 DANVAN_WEB__PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD ["/venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=5)"]
ENTRYPOINT ["/venv/bin/danvan"]
CMD ["run"]
