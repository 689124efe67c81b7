"""Checks plans of Terraform, as JSON, with Checkov.

The command of Checkov loads its runners of thirty other formats, and needs packages for them.
"""

import json
import sys

from checkov.runner_filter import RunnerFilter
from checkov.terraform.plan_runner import Runner

report = Runner().run(files=sys.argv[1:], runner_filter=RunnerFilter(framework=["terraform_plan"]))


def findings(records):
    return [[record.check_id, record.resource] for record in records]


print(
    json.dumps(
        {
            "parsing_errors": report.parsing_errors,
            "passed": findings(report.passed_checks),
            "failed": findings(report.failed_checks),
        }
    )
)
