"""The plugin's settings, in Settings > Options > Processing > Providers > GeoFringe."""

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProcessingException

from .rpc.connect import Choice

GROUP = "GeoFringe"
ADDRESS = "GEOFRINGE_ADDRESS"
TLS = "GEOFRINGE_TLS"
CA_FILE = "GEOFRINGE_CA_FILE"
AUTHENTICATION = "GEOFRINGE_AUTHENTICATION"
LAUNCHER = "GEOFRINGE_LAUNCHER"


class Settings:
    """Declares the settings with Processing and reads them."""

    def register(self, icon):
        """Adds the settings to the options dialog and reads their stored values."""
        ProcessingConfig.settingIcons[GROUP] = icon
        for setting in (
            Setting(GROUP, ADDRESS, "Server address, host:port (empty: find or start one here)", ""),
            Setting(GROUP, TLS, "Encrypt the connection (TLS); a must for another machine", False),
            Setting(GROUP, CA_FILE, "Certificate file to trust (empty: the usual authorities)", "", valuetype=Setting.FILE),
            Setting(GROUP, AUTHENTICATION, "Id of the authentication that holds the token", ""),
            Setting(GROUP, LAUNCHER, "GeoFringe launcher (empty: search)", "", valuetype=Setting.FILE),
        ):
            ProcessingConfig.addSetting(setting)
        ProcessingConfig.readSettings()

    def unregister(self):
        """Takes the settings out of the options dialog."""
        for name in (ADDRESS, TLS, CA_FILE, AUTHENTICATION, LAUNCHER):
            ProcessingConfig.removeSetting(name)

    def choice(self):
        """Returns what the settings say; call it on the main thread, for the authentication manager's sake."""
        address = _text(ADDRESS)
        return Choice(
            address=address,
            tls=bool(ProcessingConfig.getSetting(TLS)),
            ca_file=_text(CA_FILE),
            token=_token(_text(AUTHENTICATION)) if address else "",
            launcher=_text(LAUNCHER),
        )


def _text(name):
    return str(ProcessingConfig.getSetting(name) or "").strip()


def _token(authentication):
    """Returns the token that an authentication configuration holds: a password, or an Authorization header."""
    if not authentication:
        return ""
    config = QgsAuthMethodConfig()
    found = QgsApplication.authManager().loadAuthenticationConfig(authentication, config, True)
    if not found or not config.isValid():
        raise QgsProcessingException(
            "There is no authentication '{}'. Make one in Settings > Options > Authentication (method Basic: the token is "
            "the password) and enter its id in the GeoFringe settings.".format(authentication)
        )
    token = config.config("password") or config.config("Authorization")
    return token[len("Bearer ") :] if token.startswith("Bearer ") else token
