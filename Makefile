# Recipes. Each one makes the set-up it needs; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
LOCKS := requirements/daybook.lock requirements/airflow.lock requirements/dev.lock
QUICK := not slow and not airflow and not chaos and not network and not cluster and not browser
WORKERS ?= 2

.PHONY: help setup lock run test test-fast lint dag airflow cluster cluster-test bench clean

help: ## List the recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: $(STAMP) ## Make .venv/ from the lock (bootstraps uv where it is missing)

$(STAMP): requirements/dev.lock pyproject.toml infra/setup.sh
	@PYTHON=$(PYTHON) infra/setup.sh
	@touch $(STAMP)

lock: $(STAMP) ## Resolve the dependencies anew into requirements/*.lock
	@infra/lock.sh

run: $(STAMP) ## Run the pipeline over the bundled sample days into ./daybook-home
	@$(BIN)/daybook run

lint: $(STAMP) ## ruff, sqlfluff, mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfluff lint --disable-progress-bar sql
	$(BIN)/mypy

test-fast: $(STAMP) ## Quick tests, under a minute
	$(BIN)/pytest -n $(WORKERS) -m "$(QUICK)"

test: $(STAMP) ## All tests
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

dag: $(STAMP) ## Run the DAG for a day with nothing else running: make dag DATE=2024-06-05
	@infra/airflow/dag.sh "$(DATE)"

airflow: $(STAMP) ## Start Airflow's own UI with the DAG and the writer's pool
	@infra/airflow/airflow.sh

cluster: $(STAMP) ## Start PostgreSQL, Redis, an S3 server and all of Airflow with two Celery workers
	@$(BIN)/python -m infra.cluster up

cluster-test: $(STAMP) ## Days on the cluster with real faults, three quarters of an hour
	DAYBOOK_CLUSTER=long $(BIN)/pytest -m cluster -x

bench: $(STAMP) ## Measure throughput on generated days
	$(BIN)/python -m tests.benchmarks.throughput

clean: ## Remove what the recipes made, the home of sample days included
	rm -rf .venv .airflow .cluster daybook-home daybook-home-reports .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
