"""Makes calls with boto3, one after another, and prints what it made of the answers. Reads and writes JSON."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

OPERATIONS = {
    "CreateFaceLivenessSession": "create_face_liveness_session",
    "GetFaceLivenessSessionResults": "get_face_liveness_session_results",
}


def client(url, call):
    signer = call["signer"]
    return boto3.client(
        "rekognition",
        endpoint_url=url,
        region_name=call["region"],
        aws_access_key_id=signer["accessKeyId"],
        aws_secret_access_key=signer["secretAccessKey"],
        aws_session_token=signer.get("sessionToken"),
        config=Config(parameter_validation=False, retries={"total_max_attempts": 1}),
    )


def main():
    given = json.load(sys.stdin)
    session = None
    outcomes = []
    for call in given["calls"]:
        request = {name: session if value == "SESSION" else value for name, value in call["request"].items()}
        try:
            answer = getattr(client(given["url"], call), OPERATIONS[call["operation"]])(**request)
            session = session or answer["SessionId"]
            outcomes.append("")
        except ClientError as error:
            outcomes.append(error.response["Error"]["Code"])
    json.dump(outcomes, sys.stdout)


main()
