"""Tables as one tool's own import reads them: the columns it needs first, under its own names."""

from graphs.registry import import_folder

import_folder(__name__)
