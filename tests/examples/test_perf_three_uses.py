"""What the example reads out of perf's counts, samples and traces."""

from __future__ import annotations

from examplekit import example

three_uses = example("perf-three-uses")
COUNTS = """\
{"counter-value" : "40050.000000", "unit" : "", "event" : "page-faults", "event-runtime" : 104925352, "pcnt-running" : 100.00}
{"counter-value" : "<not supported>", "unit" : "", "event" : "cycles", "event-runtime" : 0, "pcnt-running" : 100.00}
{"counter-value" : "<not counted>", "unit" : "", "event" : "instructions", "event-runtime" : 0, "pcnt-running" : 0.00}
"""
SAMPLES = """\
# Samples: 400  of event 'page-faults'
#     Samples;Symbol
 300        ;[.] load_records
 99         ;[.] load_index
 1          ;[k] clear_page_erms
"""
TRACE = """\
     0.100 ( 0.015 ms): worker/10305 read(fd: 4, buf: 0x7fffe7f927a8, count: 832)                          = 832
   194.378 ( 0.016 ms): worker/10305 read(fd: 4, buf: 0x7fffe7f9343f, count: 1)                            = 1
   194.408 ( 0.014 ms): worker/10305 read(fd: 4, buf: 0x7fffe7f9343f, count: 1)                            = 0
   194.501 ( 0.014 ms): worker/10305 pread64(fd: 4, buf: 0x7fffe7f9343f, count: 1)                         = 1
"""


def test_a_counter_that_the_machine_lacks_has_no_value() -> None:
    assert three_uses.read_counts(COUNTS) == {"page-faults": 40050, "cycles": None, "instructions": None}


def test_other_lines_of_perf_are_no_counts() -> None:
    assert three_uses.read_counts("\nsome warning\n") == {}


def test_reads_samples_by_function() -> None:
    assert three_uses.read_samples(SAMPLES) == {"load_records": 300, "load_index": 99, "clear_page_erms": 1}


def test_reads_calls_in_order_and_only_those_of_read() -> None:
    calls = three_uses.read_trace(TRACE)
    assert calls[0] == "read(fd: 4, buf: 0x7fffe7f927a8, count: 832) = 832"
    assert calls[-1].endswith("count: 1) = 0")
    assert len(calls) == 3
    assert three_uses.one_byte_calls(calls) == 2
