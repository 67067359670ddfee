/** Bytes of a number. Const enums, for the compiler writes their values into the hot loops. */
export const enum Bytes {
	/** A 32-bit whole number. */
	I32 = 4,
	/** A 64-bit float. */
	F64 = 8,
}

/** Bytes from one record to the next. */
export const enum Stride {
	/** The ends of a link: two places. */
	Link = 8,
	/** x, y and z as 64-bit floats. */
	Point = 24,
	/** The least x, y and z of a box, then the greatest. */
	Box = 48,
}

/**
 * `old` where it has room for `bytes`, else a larger buffer that begins with what `old` held. Room at least
 * doubles, so that a buffer kept between ticks soon stops growing.
 */
export function grown(old: buffer, bytes: number): buffer {
	const size = buffer.len(old);
	if (bytes <= size) return old;
	const larger = buffer.create(math.max(bytes, size * 2));
	buffer.copy(larger, 0, old);
	return larger;
}
