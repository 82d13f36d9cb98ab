//! Messages between the program and its reader processes.
//!
//! A message is a mark, its length and its content. The mark cannot be part of any
//! text, so whatever a PDF library prints to standard output before a reply is skipped.

use std::io::{Error, ErrorKind, Read, Result, Write};

/// Starts every message; its first bytes are invalid in UTF-8.
const MARK: [u8; 8] = [0xFF, 0xFE, 0xC0, b't', b'h', b'r', 0xC1, 0xFF];
/// Other output that is skipped at most, bytes.
const MOST_NOISE: usize = 64 << 20;
/// The longest message, bytes.
const LONGEST: u64 = 2 << 30;

/// Writes one message.
pub(crate) fn write(out: &mut impl Write, content: &[u8]) -> Result<()> {
    out.write_all(&MARK)?;
    out.write_all(&(content.len() as u64).to_le_bytes())?;
    out.write_all(content)?;
    out.flush()
}

/// Reads the next message; `None` at the end of the stream.
pub(crate) fn read(input: &mut impl Read) -> Result<Option<Vec<u8>>> {
    if !find_mark(input)? {
        return Ok(None);
    }
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(Error::new(ErrorKind::InvalidData, "message too long"));
    }
    let mut content = Vec::new();
    input.take(length).read_to_end(&mut content)?;
    if content.len() as u64 != length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(content))
}

/// Skips to the end of the next mark; false when the stream ends before it.
fn find_mark(input: &mut impl Read) -> Result<bool> {
    let mut window = [0; MARK.len()];
    let mut filled = 0;
    for _ in 0..MOST_NOISE {
        let mut byte = [0];
        if input.read(&mut byte)? == 0 {
            return Ok(false);
        }
        window.rotate_left(1);
        window[MARK.len() - 1] = byte[0];
        filled += 1;
        if filled >= MARK.len() && window == MARK {
            return Ok(true);
        }
    }
    Err(Error::new(ErrorKind::InvalidData, "no message found"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_before_a_message_is_skipped() {
        let mut stream = b"warning: odd font\n".to_vec();
        write(&mut stream, b"one").unwrap();
        stream.extend_from_slice(b"more\xFF\xFE");
        write(&mut stream, b"").unwrap();
        let mut input = &stream[..];
        assert_eq!(read(&mut input).unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(read(&mut input).unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_message_cut_short_is_an_error() {
        let mut stream = Vec::new();
        write(&mut stream, b"one").unwrap();
        stream.pop();
        assert!(read(&mut &stream[..]).is_err());
    }

    #[test]
    fn an_absurd_length_is_an_error_and_takes_no_memory() {
        let mut stream = MARK.to_vec();
        stream.extend_from_slice(&u64::MAX.to_le_bytes());
        assert!(read(&mut &stream[..]).is_err());
    }
}
