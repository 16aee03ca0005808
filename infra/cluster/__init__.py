"""A whole production cluster on one machine, on loopback: for tests and for learning what the real one does.

PostgreSQL, Redis, an S3 server and every process of Airflow with two Celery workers, each in its own session.
The workers share nothing but the database, the queue and the bucket.
"""
