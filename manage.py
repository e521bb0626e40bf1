"""The command line of casefile: python manage.py --help."""

from casefile.cli.main import main

if __name__ == "__main__":
    main()
