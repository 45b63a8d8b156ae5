"""The process that opens files which nobody has checked: bytes in, rows of cells out as JSON.

``python -m buying.service.quotes.reader KIND`` reads the file from its standard input. Once its
libraries are loaded it gives up memory, time, files, the network and other processes (``cage``),
so that a file made to do harm can only end this process.
"""
