"""Compare the engine with PyTorch: random networks, random trainings, exported scripts.

`cases` and `runs` draw what is compared from a seed, `torch_side` and `torch_runs` ask PyTorch,
`engine_side` asks the engine, `scripts` runs what the engine exports, `compare` measures how far apart they
are. ``make crosscheck`` does all of it with fresh seeds (`__main__`); `make_fixtures` stores PyTorch's
answers in ``tests/fixtures``, so that ``make test`` needs no torch.
"""
