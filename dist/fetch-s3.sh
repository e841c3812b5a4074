# Brings objects of S3 to this node, or all below a prefix, by rights that the node itself has:
# fetch-s3.sh RUN_DIR PYTHON [ADDRESS PATH]...
# `bytes=N DONE TOTAL` tells of the Nth, now and then; `failed=N WORDS` that it cannot be had.
set -u
run=$1 python=$2
shift 2
# shellcheck disable=SC1091
. "$run/environment.sh"
exec "$python" -Wignore -c '
import os, sys
import boto3
from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

# boto3 of the age of flambe 0.4 does not look for it by itself.
s3 = boto3.client("s3", endpoint_url=os.environ.get("AWS_ENDPOINT_URL_S3"))

def status(error): return error.response["ResponseMetadata"].get("HTTPStatusCode")

def objects(bucket, key, path):
    try:
        if not key.endswith("/"):
            return [(key, path, s3.head_object(Bucket=bucket, Key=key)["ContentLength"])]
    except ClientError as error:
        if status(error) != 404: raise
    prefix = key.rstrip("/") + "/"
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    found = [one for page in pages for one in page.get("Contents", []) if not one["Key"].endswith("/")]
    if not found: raise LookupError("there is no such object, and none below it")
    for one in found:
        if {"", ".", ".."} & set(one["Key"][len(prefix):].split("/")):
            raise LookupError("it holds an object whose key is no path of a file")
    return [(one["Key"], os.path.join(path, one["Key"][len(prefix):]), one["Size"]) for one in found]

def fetch(number, address, path):
    bucket, _, key = address[len("s3://"):].partition("/")
    wanted = objects(bucket, key, path)
    total = sum(size for _, _, size in wanted)
    done = told = 0
    def count(size):
        nonlocal done, told
        done += size
        if done * 4 >= (told + 1) * total:
            told = done * 4 // max(total, 1)
            print("bytes=%d %d %d" % (number, done, total), flush=True)
    for key, place, _ in wanted:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        s3.download_file(bucket, key, place, Callback=count)

words = sys.argv[1:]
for number, (address, path) in enumerate(zip(words[::2], words[1::2])):
    try: fetch(number, address, path)
    except (Boto3Error, BotoCoreError, ClientError, LookupError, OSError) as error:
        print("failed=%d %s" % (number, " ".join(str(error).split())), flush=True)
' "$@"
