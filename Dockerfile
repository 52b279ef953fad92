FROM python:3.11-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 stage \
    && mkdir -p /srv/media /srv/mail \
    && chown stage:stage /srv/media /srv/mail

ENV PYTHONUNBUFFERED=1 \
    STAGEBUREAU_VENV=off \
    DJANGO_SETTINGS_MODULE=stagebureau.settings.production \
    MEDIA_ROOT=/srv/media

WORKDIR /srv/app
COPY requirements.txt .
RUN pip install --no-cache-dir --compile --require-hashes --only-binary :all: -r requirements.txt

COPY . .
RUN python -m compileall -q . \
    && python -m stagebureau.ground.build

USER stage
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "stagebureau.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket"]
