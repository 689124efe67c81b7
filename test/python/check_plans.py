"""Checks plans of Terraform with Checkov: --skip-check and its list of rules as Checkov's own command takes it, then plans as JSON.

The command of Checkov loads its runners of thirty other formats, and needs packages for them.
"""

import argparse
import json

from checkov.runner_filter import RunnerFilter
from checkov.terraform.plan_runner import Runner

parser = argparse.ArgumentParser()
parser.add_argument("--skip-check", default="")
parser.add_argument("plans", nargs="+")
arguments = parser.parse_args()

skipped = [rule for rule in arguments.skip_check.split(",") if rule]
report = Runner().run(files=arguments.plans, runner_filter=RunnerFilter(framework=["terraform_plan"], skip_checks=skipped))
records = {
    "passed": report.passed_checks,
    "failed": report.failed_checks,
    "skipped": report.skipped_checks,
}
print(
    json.dumps(
        {
            "parsing_errors": report.parsing_errors,
            **{result: [[each.check_id, each.resource] for each in checks] for result, checks in records.items()},
        }
    )
)
