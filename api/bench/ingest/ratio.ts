/** A figure beside another of the same run, so that the speed of the machine does not count. */
export interface Ratio {
	readonly name: string;
	readonly value: number;
	/** At most this. */
	readonly target: number;
	readonly ok: boolean;
}

export interface BenchPart {
	readonly figures: Readonly<Record<string, number>>;
	readonly ratios: readonly Ratio[];
}

export function ratio(name: string, value: number, target: number): Ratio {
	return { name, value, target, ok: value <= target };
}
