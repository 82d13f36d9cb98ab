//! Several grey pictures as one uncompressed TIFF, which the recogniser reads from a pipe.

use crate::plane::Plane;

/// Entries of a picture's directory.
const ENTRIES: u16 = 8;

/// A little-endian TIFF with one page a picture.
pub(crate) fn encode(pictures: &[&Plane]) -> Vec<u8> {
    let mut out = b"II\x2a\0\x08\0\0\0".to_vec();
    let directory = 2 + usize::from(ENTRIES) * 12 + 4;
    for (i, picture) in pictures.iter().enumerate() {
        let data = out.len() + directory;
        // Directories begin at even places.
        let next = (data + picture.data.len()).next_multiple_of(2);
        out.extend(ENTRIES.to_le_bytes());
        let fields: [(u16, usize); 8] = [
            (256, picture.width),
            (257, picture.height),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, data),
            (278, picture.height),
            (279, picture.data.len()),
        ];
        for (tag, value) in fields {
            // Type 4: one 32-bit number.
            out.extend(tag.to_le_bytes());
            out.extend(4u16.to_le_bytes());
            out.extend(1u32.to_le_bytes());
            out.extend((value as u32).to_le_bytes());
        }
        let last = i + 1 == pictures.len();
        out.extend(if last { 0u32 } else { next as u32 }.to_le_bytes());
        out.extend(&picture.data);
        out.resize(next, 0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_point_to_their_pictures_and_to_each_other() {
        let (a, b) = (Plane::new(3, 1, 7), Plane::new(2, 2, 9));
        let bytes = encode(&[&a, &b]);
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let strip = |directory: usize| number(directory + 2 + 5 * 12 + 8);
        let second = number(8 + 2 + 8 * 12);
        assert_eq!(bytes[strip(8)..][..3], [7; 3]);
        assert_eq!(bytes[strip(second)..][..4], [9; 4]);
        assert_eq!(number(second + 2 + 8 * 12), 0);
    }
}
