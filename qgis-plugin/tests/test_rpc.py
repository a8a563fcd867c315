"""The plugin's half of the contract, without QGIS: a real socket, a server process, real files."""

import json
import os
import subprocess
import sys
import threading
import time
import unittest
import unittest.mock

import helpers
from geofringe.rpc import connect, contract, discovery, errors, jobs, local, transfer
from geofringe.rpc.client import Client

AUTOMATIC = connect.Choice("", False, "", "", "")


class Ear(jobs.Listener):
    """Remembers what a job said."""

    def __init__(self, cancel_after=None):
        self.lines, self.warnings, self.percents, self.statuses, self.breaths = [], [], [], [], 0
        self._cancel_at = None if cancel_after is None else time.monotonic() + cancel_after

    def progress(self, percent):
        self.percents.append(percent)

    def status(self, text):
        self.statuses.append(text)

    def log(self, line):
        self.lines.append(line)

    def warning(self, line):
        self.warnings.append(line)

    def breathe(self):
        self.breaths += 1

    def cancelled(self):
        return self._cancel_at is not None and time.monotonic() > self._cancel_at


class CancelAt(Ear):
    """Cancels once a status begins with a word."""

    def __init__(self, word):
        super().__init__()
        self._word = word

    def cancelled(self):
        return any(status.startswith(self._word) for status in self.statuses)


class WithServer(unittest.TestCase):
    """A fake server on this machine."""

    remote = False

    @classmethod
    def setUpClass(cls):
        cls.place = helpers.Place()
        cls.addClassCleanup(cls.place.close)
        cls.server = helpers.ServerProcess(cls.place.home, cls.remote)
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        self.client, self.catalogue = connect.connect(AUTOMATIC, start=False)
        self.addCleanup(self.client.close)


class JobTest(WithServer):
    def test_a_job_tells_everything_and_returns_its_products(self):
        ear = Ear()
        target = self.place.file("v.tif")
        values = {"STACK": "/somewhere", "VELOCITY": target}
        job_id, result = jobs.run(self.client, "velocity", values, ear)
        self.assertTrue(job_id)
        self.assertEqual(target, result.products["VELOCITY"].path)
        self.assertTrue(os.path.isfile(target))
        self.assertNotIn("POINTS", result.products)
        self.assertEqual(["2018-01-06", "2018-01-18", "2018-01-30"], list(result.products["DISPLACEMENT"].band_dates))
        self.assertEqual(values, json.loads(result.metrics_json)["values"])
        self.assertEqual(["One date is noisy."], ear.warnings)
        self.assertEqual("wrote products", ear.lines[-1])
        self.assertIn("Working (about 2 min left)", ear.statuses)
        self.assertEqual(sorted(ear.percents), ear.percents)
        self.assertEqual(100, ear.percents[-1])

    def test_a_failed_job_raises_the_servers_line(self):
        with self.assertRaisesRegex(errors.JobFailed, "^The stack has no pairs: import some interferograms first.$"):
            jobs.run(self.client, "fail", {}, Ear())

    def test_what_a_job_says_before_it_ends_is_kept_however_it_ends(self):
        ear = Ear()
        with self.assertRaises(errors.JobFailed):
            jobs.run(self.client, "fail", {}, ear)
        self.assertEqual(["Pair 1 is empty.", "Pair 2 is empty."], ear.warnings)
        self.assertEqual(["looked at pair 1", "looked at pair 2", "gave up"], ear.lines[-3:])

    def test_a_refused_job_raises_the_servers_line(self):
        with self.assertRaisesRegex(errors.ServerError, "^wait has no parameter MINUTES$"):
            jobs.run(self.client, "wait", {"MINUTES": "1"}, Ear())

    def test_cancelling_stops_the_job_on_the_server_within_a_second(self):
        begin = time.monotonic()
        with self.assertRaises(errors.JobCancelled):
            jobs.run(self.client, "wait", {"SECONDS": "60"}, Ear(cancel_after=0.3))
        self.assertLess(time.monotonic() - begin, 0.3 + 1.0)
        latest = self.client.call("JobsService", "List").jobs[0].latest
        self.assertEqual("JOB_STATE_CANCELLED", contract.contract().enum("JobState")[1][latest.state])

    def test_the_caller_gets_its_turn_while_nothing_happens(self):
        ear = Ear()
        jobs.run(self.client, "wait", {"SECONDS": "0.6"}, ear)
        self.assertGreaterEqual(ear.breaths, 5)

    def test_a_job_goes_on_when_its_watcher_goes_away(self):
        job_id = self.client.call("JobsService", "Submit", algorithm="wait", values={"SECONDS": "0.5"}).job_id
        watch = jobs.Watch(self.client, job_id)
        self.assertIsNotNone(watch.next(2))
        watch.close()
        again = jobs.Watch(self.client, job_id)
        self.addCleanup(again.close)
        states = contract.contract().enum("JobState")[0]
        event = again.next(5)
        while event.state != states["JOB_STATE_SUCCEEDED"]:
            event = again.next(5)
        self.assertEqual(100, event.percent)

    def test_two_clients_watch_one_job(self):
        job_id = self.client.call("JobsService", "Submit", algorithm="wait", values={"SECONDS": "0.3"}).job_id
        percents = [[], []]

        def follow(index):
            for response in self.client.stream("JobsService", "Watch", job_id=job_id):
                percents[index].append(response.event.percent)

        threads = [threading.Thread(target=follow, args=(index,)) for index in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        self.assertEqual(100, percents[0][-1])
        self.assertEqual(100, percents[1][-1])


class ConnectTest(unittest.TestCase):
    def setUp(self):
        self.place = helpers.Place()
        self.addCleanup(self.place.close)

    def test_a_running_server_is_found_with_its_token(self):
        server = helpers.ServerProcess(self.place.home)
        self.addCleanup(server.stop)
        client, catalogue = connect.connect(AUTOMATIC, start=False)
        self.addCleanup(client.close)
        self.assertEqual(server.port, client.endpoint.port)
        self.assertIn("velocity", [algorithm.id for algorithm in catalogue.algorithms])

    def test_a_wrong_token_is_refused_with_advice(self):
        server = helpers.ServerProcess(self.place.home)
        self.addCleanup(server.stop)
        with self.assertRaisesRegex(errors.Refused, "does not accept the token.*Settings"):
            connect.connect(AUTOMATIC._replace(address="127.0.0.1:{}".format(server.port), token="wrong"))

    def test_a_killed_servers_file_is_passed_over(self):
        alive = helpers.ServerProcess(self.place.home)
        self.addCleanup(alive.stop)
        dead = helpers.ServerProcess(self.place.home)
        dead.kill()
        self.assertEqual(2, len(discovery.running()))
        client, _ = connect.connect(AUTOMATIC, start=False)
        self.addCleanup(client.close)
        self.assertEqual(alive.port, client.endpoint.port)

    def test_half_written_files_are_passed_over(self):
        os.makedirs(os.path.join(self.place.home, "servers"))
        for name, text in (("1.json", '{"host": "127.0'), ("2.json", "[]"), ("3.json", '{"host": "x"}'), ("4.txt", "")):
            with open(os.path.join(self.place.home, "servers", name), "w", encoding="utf-8") as stream:
                stream.write(text)
        self.assertEqual([], discovery.running())

    def test_a_dead_address_is_told_at_once(self):
        begin = time.monotonic()
        with self.assertRaisesRegex(errors.Unreachable, "No GeoFringe server answers at 127.0.0.1:9 .*Start it"):
            connect.connect(AUTOMATIC._replace(address="127.0.0.1:9"))
        self.assertLess(time.monotonic() - begin, 2)

    def test_a_token_never_travels_unprotected(self):
        with self.assertRaisesRegex(errors.ServerError, "switch TLS on"):
            connect.connect(AUTOMATIC._replace(address="insar.example.org:8443", token="secret"))

    def test_addresses_that_are_none(self):
        for text in ("insar.example.org", ":80", "host:port", "host:0", "host:65536"):
            with self.subTest(text), self.assertRaisesRegex(errors.ServerError, "host:port"):
                connect.connect(AUTOMATIC._replace(address=text, tls=True))

    def test_an_unreadable_certificate_is_named(self):
        choice = AUTOMATIC._replace(address="127.0.0.1:9", tls=True, ca_file=self.place.file("no.pem"))
        with self.assertRaisesRegex(errors.ServerError, "no.pem"):
            connect.connect(choice)


class LocalServerTest(unittest.TestCase):
    def setUp(self):
        self.place = helpers.Place()
        self.addCleanup(self.place.close)
        self.own = local.LocalServer()
        self.addCleanup(self.own.stop)

    def launcher(self, text):
        path = self.place.file("launcher")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write("#!/bin/sh\n" + text)
        os.chmod(path, 0o755)
        return path

    def test_our_own_server_starts_serves_and_ends(self):
        endpoint = self.own.start([helpers.FAKE], Ear())
        with Client(endpoint) as client:
            self.assertTrue(client.call("CatalogueService", "ListAlgorithms").algorithms)
        self.assertIs(endpoint, self.own.start([helpers.FAKE], Ear()), "a second start finds the first")
        self.own.stop()
        self.assertEqual([], os.listdir(os.path.join(self.place.home, "servers")), "SIGTERM lets it clear up")

    def test_a_launcher_that_waits_for_its_child_leaves_no_child(self):
        endpoint = self.own.start([self.launcher('{} {} "$@"\nexit 0\n'.format(sys.executable, helpers.FAKE))], Ear())
        self.own.stop()
        self.wait_for(lambda: not os.listdir(os.path.join(self.place.home, "servers")))
        with Client(endpoint) as client, self.assertRaises(errors.Unreachable):
            client.call("CatalogueService", "ListAlgorithms")

    def test_the_launchers_last_words_are_told(self):
        command = self.launcher("echo first >&2; echo 'geofringe: no JDK 17 found: apt install default-jdk' >&2; exit 1\n")
        with self.assertRaisesRegex(errors.ServerError, "did not start: geofringe: no JDK 17 found"):
            self.own.start([command], Ear())

    def test_a_missing_launcher_is_named(self):
        with self.assertRaisesRegex(errors.ServerError, "cannot be started: /no/geofringe .*launcher's path"):
            self.own.start(["/no/geofringe"], Ear())

    def test_a_start_can_be_cancelled(self):
        begin = time.monotonic()
        with self.assertRaises(errors.JobCancelled):
            self.own.start([self.launcher("exec sleep 60\n")], Ear(cancel_after=0.2))
        self.assertLess(time.monotonic() - begin, 2)

    def test_stopping_while_a_server_starts_does_not_wait_for_it(self):
        # As when QGIS is closed: the task that starts the server cannot be cancelled, and the server does not listen.
        command = self.launcher("echo $$ > {}\nsleep 60\n".format(self.place.file("pid")))
        caught = []

        def start():
            try:
                self.own.start([command], jobs.Listener())
            except errors.JobCancelled as cancelled:
                caught.append(cancelled)

        thread = threading.Thread(target=start)
        thread.start()
        self.wait_for(lambda: os.path.exists(self.place.file("pid")))
        begin = time.monotonic()
        self.own.stop()
        self.assertLess(time.monotonic() - begin, 2)
        thread.join(2)
        self.assertEqual(1, len(caught))
        self.assertTrue(self.own.start([helpers.FAKE], Ear()), "it can be started again")

    def test_a_server_that_does_not_listen_is_ended_by_force(self):
        with unittest.mock.patch.object(local, "_STOP_PATIENCE", 0.3):
            begin = time.monotonic()
            with self.assertRaises(errors.JobCancelled):
                self.own.start([self.launcher("trap '' TERM\nsleep 60\n")], Ear(cancel_after=0.5))
            self.assertLess(time.monotonic() - begin, 3)

    def test_stopping_from_within_the_start_comes_back(self):
        # As when a window's events are seen to while a server starts on the main thread, and one of them closes QGIS.
        class Closing(Ear):
            def breathe(ear):  # noqa: N805
                self.own.stop()

        with unittest.mock.patch.object(local, "_STOP_PATIENCE", 0.3), self.assertRaises(errors.JobCancelled):
            self.own.start([self.launcher("exec sleep 60\n")], Closing())

    def wait_for(self, condition):
        deadline = time.monotonic() + 10
        while not condition() and time.monotonic() < deadline:
            threading.Event().wait(0.02)
        self.assertTrue(condition())

    def test_the_launcher_is_searched_for(self):
        self.assertEqual("/given/one", local.find_launcher("/given/one"))


class RemoteTest(WithServer):
    remote = True

    def test_files_are_not_shared(self):
        self.assertFalse(transfer.shares_files(self.client))

    def test_a_folder_goes_there_and_products_come_back(self):
        folder = self.place.file("input")
        os.makedirs(os.path.join(folder, "sub"))
        for name, content in (("a.tif", b"a" * 3_000_000), ("sub/b.txt", b"")):
            with open(os.path.join(folder, name), "wb") as stream:
                stream.write(content)
        there = transfer.upload(self.client, folder, Ear())
        with open(os.path.join(there, "a.tif"), "rb") as stream:
            self.assertEqual(b"a" * 3_000_000, stream.read())
        self.assertTrue(os.path.isfile(os.path.join(there, "sub", "b.txt")))
        job_id, result = jobs.run(self.client, "velocity", {"STACK": there, "VELOCITY": "v.tif"}, Ear())
        target = self.place.file("here", "my velocity.tif")
        transfer.fetch_file(self.client, job_id, "VELOCITY", result.products["VELOCITY"].path, target, Ear())
        self.assertEqual(["my velocity.qml", "my velocity.tif"], sorted(os.listdir(self.place.file("here"))))

    def test_a_file_takes_along_what_belongs_to_it(self):
        for name in ("x.tif", "x.tif.aux.xml", "y.tif"):
            with open(self.place.file(name), "w", encoding="utf-8") as stream:
                stream.write(name)
        there = transfer.upload(self.client, self.place.file("x.tif"), Ear())
        self.assertEqual(["x.tif", "x.tif.aux.xml"], sorted(os.listdir(os.path.dirname(there))))

    def test_each_content_has_its_own_place_there(self):
        folders = [self.place.file(name) for name in ("first", "second")]
        for folder in folders:
            os.makedirs(folder)
            for name in ("pair1.tif", "pair2.tif"):
                helpers.write(os.path.join(folder, name), name)
        there = transfer.upload(self.client, folders[0], Ear())
        self.assertRegex(os.path.basename(there), "^[A-Za-z0-9_-]{1,64}$")
        self.assertEqual(there, transfer.upload(self.client, folders[1], Ear()), "the same content")
        os.remove(os.path.join(folders[0], "pair1.tif"))
        fewer = transfer.upload(self.client, folders[0], Ear())
        self.assertEqual(["pair2.tif"], os.listdir(fewer), "a pair that was deleted here is not there either")
        helpers.write(os.path.join(folders[0], "pair2.tif"), "PAIR2.tif")
        self.assertNotIn(transfer.upload(self.client, folders[0], Ear()), (there, fewer))
        with unittest.mock.patch("platform.node", return_value="another machine"):
            self.assertNotEqual(there, transfer.upload(self.client, folders[1], Ear()))

    def test_a_cancelled_upload_is_told_as_such(self):
        with open(self.place.file("large.bin"), "wb") as stream:
            stream.truncate(40_000_000)
        for word in ("Reading", "Sending"):
            with self.subTest(word), self.assertRaises(errors.JobCancelled):
                ear = CancelAt(word)
                transfer.upload(self.client, self.place.file("large.bin"), ear)
            self.assertGreater(ear.breaths, 0)

    def test_a_cancelled_fetch_leaves_nothing_half_done(self):
        job_id, result = jobs.run(self.client, "velocity", {"STACK": "/x", "VELOCITY": "v.tif"}, Ear())
        there, target = result.products["VELOCITY"].path, self.place.file("fetched", "v.tif")
        with self.assertRaises(errors.JobCancelled):
            transfer.fetch_file(self.client, job_id, "VELOCITY", there, target, CancelAt("Fetching v.tif"))
        self.assertFalse(os.path.exists(target) or os.path.exists(target + ".part"))

    def test_an_empty_folder_is_refused(self):
        os.makedirs(self.place.file("empty"))
        with self.assertRaisesRegex(errors.ServerError, "is empty"):
            transfer.upload(self.client, self.place.file("empty"), Ear())

    def test_names_that_lead_out_of_the_folder_are_refused(self):
        for name in ("../x", "/etc/x", "a/../../x"):
            with self.subTest(name), self.assertRaisesRegex(errors.ServerError, "leads out"):
                transfer.inside(self.place.path, name)
        self.assertEqual(self.place.file("a", "b"), transfer.inside(self.place.path, "a/b"))


class SmallTest(unittest.TestCase):
    def test_durations_are_as_coarse_as_an_estimate(self):
        cases = ((0, "0 s"), (89.4, "89 s"), (100, "2 min"), (3599, "60 min"), (12000, "3 h 20 min"), (-1, "0 s"))
        for seconds, words in cases:
            self.assertEqual(words, jobs.duration(seconds))

    def test_nothing_in_rpc_imports_qgis(self):
        code = "import sys; sys.modules['qgis'] = None; import geofringe.rpc.connect, geofringe.rpc.transfer"
        done = subprocess.run([sys.executable, "-c", code], cwd=helpers.PLUGIN_PARENT, stderr=subprocess.PIPE, check=False)
        self.assertEqual(0, done.returncode, done.stderr)

    def test_missing_packages_are_explained(self):
        code = (
            "import sys; sys.modules['grpc'] = None; from geofringe.rpc import contract; print(contract.missing_requirement())"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=helpers.PLUGIN_PARENT, stdout=subprocess.PIPE, check=True)
        self.assertIn(b"sudo apt install python3-grpcio", done.stdout)


if __name__ == "__main__":
    unittest.main()
