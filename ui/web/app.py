"""What `streamlit run` starts: the shell of the pages, behind the security headers."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.web.parts.headers import SecurityHeaders

app = st.App(Path(__file__).with_name("shell.py"), middleware=[Middleware(SecurityHeaders)])
