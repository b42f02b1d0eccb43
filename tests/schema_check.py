"""Checks that schemas are schemas, take what is right and refuse what is wrong.

Run by tests/schema.rs: schema_check.py CASES, a JSON file with a list of {"schema", "right", "wrong"}.
"""

import json
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("PyPI package `jsonschema` is needed")


def main():
    faults = []
    for case in json.load(open(sys.argv[1], encoding="utf-8")):
        schema = case["schema"]
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        for definition in schema["$defs"].values():
            kind.check_schema(definition)
        validator = kind(schema)
        for sample in case["right"]:
            errors = [error.message[:300] for error in validator.iter_errors(sample)]
            if errors:
                faults.append(f"{schema['title']}: refused {sample}: {errors}")
        for sample in case["wrong"]:
            if validator.is_valid(sample):
                faults.append(f"{schema['title']}: took {sample}")
    sys.exit("\n".join(faults) or 0)


main()
