//! How much a file unpacks to, found out before any engine unpacks it.
//!
//! A few kilobytes can stand for gigabytes, and the engines unpack a stream as a whole.
//! So all streams are unpacked here first, piece by piece and into nothing, and the
//! bytes are counted. They are found by their keywords, whatever the cross-reference
//! table says of them; those of an encrypted file once it has been decrypted.

use crate::PdfError;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use lopdf::{Dictionary, Document, Object, Stream};
use memchr::memmem;
use std::io::Read;
use thresholds_model::reading::Limits;

/// Names of compressing and armouring filters, with their abbreviations.
const FILTERS: [(&[u8], &str); 10] = [
    (b"FlateDecode", "FlateDecode"),
    (b"Fl", "FlateDecode"),
    (b"LZWDecode", "LZWDecode"),
    (b"LZW", "LZWDecode"),
    (b"RunLengthDecode", "RunLengthDecode"),
    (b"RL", "RunLengthDecode"),
    (b"ASCII85Decode", "ASCII85Decode"),
    (b"A85", "ASCII85Decode"),
    (b"ASCIIHexDecode", "ASCIIHexDecode"),
    (b"AHx", "ASCIIHexDecode"),
];

/// Refuses a file whose streams unpack to more than the limits allow, or that holds too
/// many objects.
pub(crate) fn check_bytes(bytes: &[u8], limits: &Limits) -> Result<(), PdfError> {
    let objects = memmem::find_iter(bytes, b" obj").count() as u64;
    crate::within(("objects", limits.objects), objects, "objects")?;
    let mut tally = Tally::new(limits);
    let mut objects = memmem::find_iter(bytes, b"obj").peekable();
    // Where the present dictionary may start, and where the next stream's content ends.
    let (mut from, mut end) = (0, 0);
    for at in memmem::find_iter(bytes, b"stream") {
        if bytes[..at].ends_with(b"end") {
            from = at;
            continue;
        }
        while let Some(object) = objects.next_if(|o| o + b"obj".len() <= at) {
            from = from.max(object);
        }
        let start = at + b"stream".len();
        if end < start {
            end = memmem::find(&bytes[start..], b"endstream").map_or(bytes.len(), |i| start + i);
        }
        let content = after_line_end(&bytes[start..end]);
        let dictionary = &bytes[from..at];
        tally.look(dictionary)?;
        tally.add(&filters(dictionary, content), content, memmem::find(dictionary, b"/Image").is_some())?;
    }
    Ok(())
}

/// The same for a document as parsed: objects that were packed into streams, and streams
/// that were encrypted, can be counted only now.
pub(crate) fn check_document(document: &Document, decrypted: bool, limits: &Limits) -> Result<(), PdfError> {
    crate::within(("objects", limits.objects), document.objects.len() as u64, "objects")?;
    if !decrypted {
        return Ok(());
    }
    let mut tally = Tally::new(limits);
    for stream in document.objects.values().filter_map(|o| o.as_stream().ok()) {
        let names = stream.filters().unwrap_or_default();
        let known: Vec<&'static str> = names.into_iter().filter_map(known).collect();
        let is_image = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image");
        tally.add(&known, &stream.content, is_image)?;
    }
    Ok(())
}

fn after_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\r").unwrap_or(bytes);
    bytes.strip_prefix(b"\n").unwrap_or(bytes)
}

/// The filters that a stream's dictionary names, in their order; a dictionary that
/// names none may do so elsewhere, so the content itself is looked at.
fn filters(dictionary: &[u8], content: &[u8]) -> Vec<&'static str> {
    let names = dictionary.split(|b| *b == b'/').skip(1);
    let names = names.map(|n| &n[..n.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(n.len())]);
    let named: Vec<&'static str> = names.filter_map(known).collect();
    let looks_packed = matches!(content, [0x78, second, ..] if (0x7800 + u16::from(*second)) % 31 == 0);
    if named.is_empty() && looks_packed { vec!["FlateDecode"] } else { named }
}

fn known(name: &[u8]) -> Option<&'static str> {
    FILTERS.iter().find(|(spelling, _)| *spelling == name).map(|(_, filter)| *filter)
}

/// What has been unpacked so far.
struct Tally<'l> {
    limits: &'l Limits,
    all: u64,
}

impl<'l> Tally<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self { limits, all: 0 }
    }

    /// What has to be looked at is work as well: a dictionary without end costs once for
    /// each stream that might be its own.
    fn look(&mut self, dictionary: &[u8]) -> Result<(), PdfError> {
        self.all += dictionary.len() as u64;
        self.check()
    }

    fn check(&self) -> Result<(), PdfError> {
        let all = ("unpacked_bytes", self.limits.unpacked_bytes);
        crate::within(all, self.all, "bytes or more when unpacked")
    }

    fn add(&mut self, filters: &[&str], content: &[u8], is_image: bool) -> Result<(), PdfError> {
        let unpacked = match filters {
            [] => return Ok(()),
            ["FlateDecode"] => inflated(content, self.limits.stream_bytes),
            // Other filters are rare and need the content as a copy, which counts as work.
            _ => content.len() as u64 + through(filters, content, self.limits.stream_bytes),
        };
        let one = ("stream_bytes", self.limits.stream_bytes);
        crate::within(one, unpacked, "bytes or more in one stream when unpacked")?;
        // Pictures are unpacked one at a time, and only where they are looked at.
        self.all += if is_image { 0 } else { unpacked };
        self.check()
    }
}

/// Bytes that deflated content gives, counted to just above the limit.
fn inflated(content: &[u8], limit: u64) -> u64 {
    let with_header = drained(ZlibDecoder::new(content), limit);
    if with_header > 0 { with_header } else { drained(DeflateDecoder::new(content), limit) }
}

fn drained(packed: impl Read, limit: u64) -> u64 {
    let mut packed = packed.take(limit + 1);
    let mut piece = [0; 16 << 10];
    let mut count = 0;
    // A stream that breaks off has given what it had.
    while let Ok(read @ 1..) = packed.read(&mut piece) {
        count += read as u64;
    }
    count
}

/// Bytes that content gives after several filters.
fn through(filters: &[&str], content: &[u8], limit: u64) -> u64 {
    let names: Vec<Object> = filters.iter().map(|f| Object::Name(f.as_bytes().to_vec())).collect();
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", names);
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    match Stream::new(dictionary, content.to_vec()).decompressed_content_with_limit(most) {
        Ok(unpacked) => unpacked.len() as u64,
        Err(lopdf::Error::Decompress(_)) => limit + 1,
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn limits() -> Limits {
        Limits { stream_bytes: 100_000, unpacked_bytes: 250_000, objects: 50, ..Limits::default() }
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut out = ZlibEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn object(dictionary: &str, content: &[u8]) -> Vec<u8> {
        [format!("1 0 obj <<{dictionary}>> stream\r\n").as_bytes(), content, b"\nendstream endobj\n"].concat()
    }

    fn counted(error: PdfError) -> String {
        match error {
            PdfError::OverLimit { what, .. } => what,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_refused() {
        let ordinary = object("/Filter /FlateDecode", &packed(&[7; 99_000]));
        assert_eq!(check_bytes(&ordinary, &limits()), Ok(()));
        let bomb = packed(&vec![0; 5_000_000]);
        let twice = packed(&bomb);
        for (dictionary, content) in [
            ("/Filter /FlateDecode", &bomb),
            ("/Filter[/Fl]", &bomb),
            ("/Filter [/FlateDecode /FlateDecode]", &twice),
            ("/Filter 9 0 R", &bomb),
            ("/Type /XObject /Subtype /Image /Filter /FlateDecode", &bomb),
        ] {
            let error = check_bytes(&object(dictionary, content), &limits()).unwrap_err();
            assert!(counted(error).contains("one stream"), "{dictionary}");
        }
    }

    #[test]
    fn many_streams_are_counted_together_and_pictures_apart() {
        let text = object("/Filter /FlateDecode", &packed(&[7; 90_000]));
        let picture = object("/Subtype /Image /Filter /FlateDecode", &packed(&[7; 90_000]));
        let error = check_bytes(&text.repeat(3), &limits()).unwrap_err();
        assert_eq!(counted(error), "bytes or more when unpacked");
        assert_eq!(check_bytes(&picture.repeat(3), &limits()), Ok(()));
    }

    #[test]
    fn a_stream_hidden_in_another_is_found() {
        let bomb = object("/Filter /FlateDecode", &packed(&vec![0; 5_000_000]));
        assert!(check_bytes(&object("/Length 9", &bomb), &limits()).is_err());
    }

    #[test]
    fn a_dictionary_without_end_is_not_looked_at_without_end() {
        let error = check_bytes(&b"stream ".repeat(10_000), &limits()).unwrap_err();
        assert_eq!(counted(error), "bytes or more when unpacked");
    }

    #[test]
    fn objects_are_counted() {
        let error = check_bytes(&b"1 0 obj 0 endobj\n".repeat(51), &limits()).unwrap_err();
        assert_eq!(counted(error), "objects");
    }

    #[test]
    fn nonsense_counts_for_nothing() {
        for content in [&b""[..], b"x", b"\x78\x9c", &[255; 1000]] {
            for filter in ["/Filter /FlateDecode", "/Filter /LZWDecode", "/Filter [/A85 /Fl]", ""] {
                assert_eq!(check_bytes(&object(filter, content), &limits()), Ok(()));
            }
        }
        assert_eq!(check_bytes(b"stream stream endstream stream", &limits()), Ok(()));
    }
}
