"""What can be told of a session without a window: a trace, a run, and an update as a program. All pure."""

from engine.session.report.as_csv import run_as_csv, runs_as_csv
from engine.session.report.as_json import trace_as_json
from engine.session.report.as_latex import trace_as_latex
from engine.session.report.as_markdown import trace_as_markdown
from engine.session.report.as_numpy import numpy_script
from engine.session.report.as_text import trace_as_text
from engine.session.report.as_torch import torch_script

__all__ = [
    "numpy_script",
    "run_as_csv",
    "runs_as_csv",
    "torch_script",
    "trace_as_json",
    "trace_as_latex",
    "trace_as_markdown",
    "trace_as_text",
]
