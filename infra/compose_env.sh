#!/usr/bin/env bash
# Prints fresh secrets for infra/compose.yaml. Keep what it printed: another Fernet key cannot read the old connections.
set -euo pipefail
umask 077

hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }

for name in POSTGRES_PASSWORD REDIS_PASSWORD S3_SECRET API_SECRET JWT_SECRET; do
    echo "$name=$(hex 32)"
done
echo "S3_KEY=$(hex 10)"
echo "FERNET_KEY=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n')"
