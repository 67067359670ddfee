/** Room to look at one number both ways; each call fills it anew. */
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

const NEGATIVE_ZERO = 0x80000000;

/** The bits of a number as float32, unsigned. -0 counts as 0, as JSON has it. */
export function float32Bits(value: number): number {
	float[0] = value;
	const held = bits[0]!;
	return held === NEGATIVE_ZERO ? 0 : held;
}

/** The float32 of these bits. */
export function float32Of(held: number): number {
	bits[0] = held;
	return float[0]!;
}
