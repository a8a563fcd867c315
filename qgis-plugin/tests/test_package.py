"""What is zipped: complete, no programs, nothing that the plugin repository's checks refuse."""

import ast
import configparser
import os
import unittest

import helpers

FOLDER = os.path.join(helpers.PLUGIN_PARENT, "geofringe")
TEXTS = (".py", ".txt", ".svg", ".model3", ".qml", ".md", ".html")


def files():
    """Yields the paths of all files that are zipped."""
    for parent, folders, names in os.walk(FOLDER):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            yield os.path.join(parent, name)


def trees():
    """Yields the path and syntax tree of each Python file."""
    for path in files():
        if path.endswith(".py"):
            with open(path, encoding="utf-8") as stream:
                yield path, ast.parse(stream.read(), path, feature_version=(3, 9))


class PackageTest(unittest.TestCase):
    def test_only_text_and_the_contract_are_inside(self):
        for path in files():
            base = os.path.basename(path)
            if base == "geofringe.desc":
                continue
            self.assertTrue(base == "LICENSE" or base.endswith(TEXTS), path)
            with open(path, "rb") as stream:
                stream.read().decode("utf-8")

    def test_metadata_is_complete(self):
        parser = configparser.ConfigParser()
        parser.read(os.path.join(FOLDER, "metadata.txt"), encoding="utf-8")
        general = parser["general"]
        for name in ("name", "description", "about", "version", "author", "email", "homepage", "tracker", "repository", "icon"):
            self.assertTrue(general.get(name), name)
        self.assertEqual("yes", general["hasProcessingProvider"])
        self.assertEqual(("3.22", "4.99"), (general["qgisMinimumVersion"], general["qgisMaximumVersion"]))
        self.assertTrue(os.path.isfile(os.path.join(FOLDER, general["icon"])))

    def test_nothing_that_the_repositorys_checks_refuse(self):
        for path, tree in trees():
            for node in ast.walk(tree):
                where = "{}:{}".format(path, getattr(node, "lineno", 0))
                if isinstance(node, ast.ExceptHandler):
                    self.assertIsNotNone(node.type, where + ": catches everything")
                    self.assertNotIn(getattr(node.type, "id", ""), ("Exception", "BaseException"), where)
                if isinstance(node, ast.Call):
                    self.assertNotIn(getattr(node.func, "id", ""), ("exec", "eval"), where)
                    self.assertNotIn("shell", [keyword.arg for keyword in node.keywords], where)
                if isinstance(node, (ast.Import, ast.ImportFrom)):
                    names = [getattr(node, "module", None) or ""] + [alias.name for alias in node.names]
                    self.assertFalse([name for name in names if name.startswith(("PyQt5", "PyQt6"))], where)

    def test_every_module_class_and_public_function_says_what_it_is_for(self):
        for path, tree in trees():
            self.assertTrue(ast.get_docstring(tree), path)
            functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
            inner = {child for node in functions for child in ast.walk(node) if child is not node}
            for node in ast.walk(tree):
                public = isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_")
                if public and node not in inner:
                    self.assertTrue(ast.get_docstring(node), "{}:{} {}".format(path, node.lineno, node.name))


if __name__ == "__main__":
    unittest.main()
