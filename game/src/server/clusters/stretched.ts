//!native
//!optimize 2
import { Bytes, grown } from "./buffers";

/** In `first` and `following`: no more. */
const NONE = -1;

/**
 * The links that are longer than the length at which links form. They alone must be remembered: every other
 * link of a tick follows from where its two ends stood.
 */
export class StretchedLinks {
	private first = buffer.create(0);
	private following = buffer.create(0);
	private partners = buffer.create(0);
	private count = 0;
	private room = 0;

	/** Forgets everything and makes room for slots below `slots`. */
	clear(slots: number): void {
		this.first = grown(this.first, slots * Bytes.I32);
		// All bits set reads as NONE.
		buffer.fill(this.first, 0, 255);
		this.count = 0;
	}

	add(a: number, b: number): void {
		const low = math.min(a, b);
		const index = this.count;
		if (index === this.room) this.grow();
		const first = this.first;
		buffer.writei32(this.partners, index * Bytes.I32, math.max(a, b));
		buffer.writei32(this.following, index * Bytes.I32, buffer.readi32(first, low * Bytes.I32));
		buffer.writei32(first, low * Bytes.I32, index);
		this.count = index + 1;
	}

	/** Whether the two slots are linked so; slots never seen are not. */
	has(a: number, b: number): boolean {
		const low = math.min(a, b);
		const high = math.max(a, b);
		if ((low + 1) * Bytes.I32 > buffer.len(this.first)) return false;
		let index = buffer.readi32(this.first, low * Bytes.I32);
		while (index !== NONE) {
			if (buffer.readi32(this.partners, index * Bytes.I32) === high) return true;
			index = buffer.readi32(this.following, index * Bytes.I32);
		}
		return false;
	}

	private grow(): void {
		this.following = grown(this.following, (this.room + 1) * Bytes.I32);
		this.partners = grown(this.partners, (this.room + 1) * Bytes.I32);
		this.room = buffer.len(this.partners) / Bytes.I32;
	}
}
