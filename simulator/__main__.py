"""`python -m simulator demo` opens the phones; `python -m simulator week` plays a week without a browser."""

import argparse
import sys


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="The product on a ward of puppets.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    phones = commands.add_parser("demo", help="phones on a page, and a clock to turn")
    phones.add_argument("--port", type=int, default=8800, help="when it is taken, another one; 0 takes any")
    phones.add_argument("--speed", type=float, default=1, help="times real time; 0 stands still")
    commands.add_parser("week", add_help=False, help="a whole week, played as fast as it goes; knows its own options")
    arguments, rest = parser.parse_known_args()
    # Each loads only what it needs.
    if arguments.command == "week":
        from simulator import week

        sys.exit(week.main(rest))
    if rest:
        phones.error(f"unrecognized arguments: {' '.join(rest)}")
    from simulator import demo

    demo.main(arguments)


if __name__ == "__main__":
    main()
