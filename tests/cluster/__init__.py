"""Tests on a whole cluster of this machine's own: PostgreSQL, Redis, an S3 server, Airflow and two Celery workers."""
