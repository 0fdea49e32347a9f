"""`python -m simulator demo` opens the phones; `python -m simulator week` plays a week without a browser."""

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="The product on a ward of puppets.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    phones = commands.add_parser("demo", help="phones on a page, and a clock to turn")
    phones.add_argument("--port", type=int, default=8800, help="when it is taken, another one; 0 takes any")
    phones.add_argument("--speed", type=float, default=1, help="times real time; 0 stands still")
    script = commands.add_parser("week", help="a whole week, played as fast as it goes")
    script.add_argument("--out", type=Path, default=Path("out"), help="where the transcript and the documents go")
    arguments = parser.parse_args()
    # Each loads only what it needs.
    if arguments.command == "demo":
        from simulator import demo

        demo.main(arguments)
    else:
        from simulator import week

        week.main(arguments)


if __name__ == "__main__":
    main()
