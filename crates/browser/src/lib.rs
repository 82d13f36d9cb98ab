//! A browser for the tests: Chromium without a window, told what to do over its DevTools
//! protocol. Only for tests, never part of the program.
//!
//! A machine without Chromium has no [`Browser`]; whoever asks decides whether that matters.

use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket};

/// Names and places under which Chromium is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Longest wait for an answer or for a condition.
const PATIENCE: Duration = Duration::from_secs(60);

/// What can go wrong on the way to the browser.
pub type Failure = Box<dyn Error>;

/// The program of the browser: `CHROMIUM` in the environment, else the first known name on
/// the path; `None` where there is none.
pub fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES.iter().find_map(|name| folders.iter().map(|f| f.join(name)).find(|p| p.is_file()))
}

/// One page of a running browser, with what it has complained of and asked for.
pub struct Browser {
    child: Child,
    socket: WebSocket<TcpStream>,
    asked: u64,
    /// Messages of errors and warnings: the page's own and those of its console.
    pub complaints: Vec<String>,
    /// Addresses that the page has asked for.
    pub requests: Vec<String>,
    loaded: bool,
    _profile: TempDir,
}

impl Browser {
    /// Starts the browser with a window of that size, in CSS pixels.
    ///
    /// # Errors
    /// When it cannot be started or does not answer.
    pub fn start(program: &Path, width: u32, height: u32) -> Result<Self, Failure> {
        let profile = tempfile::tempdir()?;
        let mut child = Command::new(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
            .args(["--disable-background-networking", "--no-first-run", "--remote-debugging-port=0"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--window-size={width},{height}"))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let socket = connect(&mut child);
        let socket = match socket {
            Ok(socket) => socket,
            Err(error) => {
                let _ = child.kill();
                return Err(error);
            }
        };
        let mut browser = Self {
            child,
            socket,
            asked: 0,
            complaints: Vec::new(),
            requests: Vec::new(),
            loaded: false,
            _profile: profile,
        };
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable"] {
            browser.send(domain, json!({}))?;
        }
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        browser.send("Emulation.setDeviceMetricsOverride", size)?;
        Ok(browser)
    }

    /// Opens a file and waits until it is loaded. Returns how long that took.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn open(&mut self, file: &Path, hash: &str) -> Result<Duration, Failure> {
        self.send("Page.navigate", json!({ "url": "about:blank" }))?;
        self.until("document.readyState === 'complete'")?;
        (self.loaded, self.requests) = (false, Vec::new());
        let start = Instant::now();
        self.send("Page.navigate", json!({ "url": format!("file://{}{hash}", file.display()) }))?;
        while !self.loaded {
            self.receive()?;
        }
        Ok(start.elapsed())
    }

    /// The value of an expression; a promise is waited for.
    ///
    /// # Errors
    /// When the page throws.
    pub fn evaluate(&mut self, expression: &str) -> Result<Value, Failure> {
        let asked = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.send("Runtime.evaluate", asked)?;
        match answer.get("exceptionDetails") {
            Some(thrown) => Err(format!("{expression}: {thrown}").into()),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// The text that an expression gives.
    ///
    /// # Errors
    /// When the page throws or gives no text.
    pub fn text(&mut self, expression: &str) -> Result<String, Failure> {
        let value = self.evaluate(expression)?;
        value.as_str().map(Into::into).ok_or_else(|| format!("{expression} is {value}, not a text").into())
    }

    /// Waits until a condition holds.
    ///
    /// # Errors
    /// When it does not within a minute, or the page throws.
    pub fn until(&mut self, condition: &str) -> Result<(), Failure> {
        let start = Instant::now();
        while self.evaluate(condition)? != json!(true) {
            if start.elapsed() > PATIENCE {
                return Err(format!("waited in vain for: {condition}").into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Clicks with the mouse in the middle of the first element that a selector finds.
    ///
    /// # Errors
    /// When there is none in sight.
    pub fn click(&mut self, selector: &str) -> Result<(), Failure> {
        let middle = self.evaluate(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); if (!e) return null; \
             e.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }}); \
             const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        ))?;
        let (Some(x), Some(y)) = (middle[0].as_f64(), middle[1].as_f64()) else {
            return Err(format!("nothing to click: {selector}").into());
        };
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.send("Input.dispatchMouseEvent", event)?;
        }
        Ok(())
    }

    /// Presses and releases a key by its name: `Tab`, `Enter`, `ArrowRight`, `Escape`.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn press(&mut self, key: &str) -> Result<(), Failure> {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            _ => 0,
        };
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            self.send("Input.dispatchKeyEvent", event)?;
            if kind == "rawKeyDown" && key == "Enter" {
                self.send("Input.dispatchKeyEvent", json!({ "type": "char", "key": key, "text": "\r" }))?;
            }
        }
        Ok(())
    }

    /// Asks for something by its name in the protocol.
    ///
    /// # Errors
    /// When the browser refuses or does not answer.
    pub fn send(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        self.asked += 1;
        let message = json!({ "id": self.asked, "method": method, "params": params });
        self.socket.send(Message::text(message.to_string()))?;
        loop {
            let answer = self.receive()?;
            if answer["id"] != json!(self.asked) {
                continue;
            }
            return match answer.get("error") {
                Some(error) => Err(format!("{method}: {error}").into()),
                None => Ok(answer["result"].clone()),
            };
        }
    }

    /// The next message; events are noted on the way.
    fn receive(&mut self) -> Result<Value, Failure> {
        let message = self.socket.read()?;
        let value: Value = serde_json::from_str(message.to_text()?)?;
        let params = &value["params"];
        match value["method"].as_str() {
            Some("Page.loadEventFired") => self.loaded = true,
            Some("Network.requestWillBeSent") => {
                let url = params["request"]["url"].as_str().unwrap_or_default();
                // What the page holds itself is no request: pictures that it draws.
                if !url.starts_with("data:") && !url.starts_with("blob:") && url != "about:blank" {
                    self.requests.push(url.into());
                }
            }
            Some("Runtime.exceptionThrown") => self.complaints.push(params["exceptionDetails"].to_string()),
            Some("Log.entryAdded") => self.complaints.push(params["entry"]["text"].to_string()),
            Some("Runtime.consoleAPICalled") => self.complaints.push(params["args"].to_string()),
            _ => {}
        }
        Ok(value)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The page's end of the protocol, at the port that the browser prints when it is ready.
fn connect(child: &mut Child) -> Result<WebSocket<TcpStream>, Failure> {
    let printed = child.stderr.take().ok_or("the browser has no error stream")?;
    let mut lines = BufReader::new(printed);
    let mut line = String::new();
    let port = loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Err("the browser ended before it was ready".into());
        }
        if let Some(rest) = line.split("ws://127.0.0.1:").nth(1) {
            break rest.split('/').next().unwrap_or_default().to_string();
        }
    };
    // Somebody must go on reading, or the browser stops when the pipe is full.
    std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
    let address = page_address(&port)?;
    let stream = TcpStream::connect(format!("127.0.0.1:{port}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let (socket, _) = tungstenite::client(address.as_str(), stream).map_err(|e| e.to_string())?;
    Ok(socket)
}

/// Address of the first page, from the list that the browser serves.
fn page_address(port: &str) -> Result<String, Failure> {
    let start = Instant::now();
    loop {
        let pages: Value = serde_json::from_str(&fetched(port)?)?;
        let pages = pages.as_array().ok_or("the browser lists no pages")?;
        let page = pages.iter().find(|p| p["type"] == "page");
        if let Some(address) = page.and_then(|p| p["webSocketDebuggerUrl"].as_str()) {
            return Ok(address.into());
        }
        if start.elapsed() > PATIENCE {
            return Err("the browser opened no page".into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The browser's list of pages, by the plainest HTTP.
fn fetched(port: &str) -> Result<String, Failure> {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let request = format!("GET /json/list HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    std::io::Write::write_all(&mut stream, request.as_bytes())?;
    let mut answer = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if answer.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body)?;
    Ok(String::from_utf8(body)?)
}
