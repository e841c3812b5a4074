"""Applies a CloudFormation template to moto, in this process, and prints the roles that it made.

moto does not know AWS::IAM::OIDCProvider, and keeps inline policies as Python writes them.

usage: apply-cloudformation.py TEMPLATE [NAME=VALUE …]
"""

import ast
import json
import os
import sys
import warnings

os.environ.update(AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="b", AWS_DEFAULT_REGION="us-east-1")

import boto3  # noqa: E402
from moto import mock_aws  # noqa: E402

template, *parameters = sys.argv[1:]
warnings.simplefilter("ignore")


def document(policy):
    text = policy["PolicyDocument"]
    return ast.literal_eval(text) if isinstance(text, str) else text


with mock_aws():
    with open(template, encoding="utf-8") as file:
        body = file.read()
    given = [dict(zip(("ParameterKey", "ParameterValue"), one.split("=", 1))) for one in parameters]
    cloudformation = boto3.client("cloudformation")
    cloudformation.create_stack(
        StackName="flambe-action",
        TemplateBody=body,
        Parameters=given,
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    [stack] = cloudformation.describe_stacks(StackName="flambe-action")["Stacks"]
    iam = boto3.client("iam")
    roles = {}
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        policies = iam.list_role_policies(RoleName=name)["PolicyNames"]
        roles[name] = {
            "trust": role["AssumeRolePolicyDocument"],
            "policies": {
                policy: document(iam.get_role_policy(RoleName=name, PolicyName=policy))
                for policy in policies
            },
        }
    result = {
        "status": stack["StackStatus"],
        "outputs": {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])},
        "roles": roles,
    }
    print(json.dumps(result))
