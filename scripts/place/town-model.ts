/** An instance as Rojo's model files write it. */
export interface Model {
	readonly name?: string;
	readonly className: string;
	readonly properties?: Readonly<Record<string, unknown>>;
	readonly attributes?: Readonly<Record<string, unknown>>;
	readonly children?: readonly Model[];
}

export type Triple = readonly [number, number, number];

/** A CFrame that stands upright there. */
export const at = ([x, y, z]: Triple) => [x, y, z, 1, 0, 0, 0, 1, 0, 0, 0, 1];

/** To a hundredth of a stud. */
export const round = (value: number) => Math.round(value * 100) / 100;
