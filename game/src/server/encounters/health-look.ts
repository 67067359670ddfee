/** Red, green and blue of 255. */
export type Rgb = readonly [number, number, number];

export interface HealthLook {
	readonly text: string;
	readonly color: Rgb;
}

/** Ground of the sign: dark, so that each of the colours is at least 4.5:1 on it. */
export const HEALTH_GROUND: Rgb = [18, 21, 27];

const WELL: Rgb = [126, 205, 193];
const WORSE: Rgb = [255, 209, 122];
const BAD: Rgb = [255, 150, 140];
const OUT: Rgb = [172, 179, 190];

/** By the room's word for it; colour says no more than the word. */
const LOOKS: ReadonlyMap<string, HealthLook> = new Map([
	["unhurt", { text: "Unhurt", color: WELL }],
	["hurt", { text: "Hurt", color: WORSE }],
	["bloodied", { text: "Bloodied", color: WORSE }],
	["near death", { text: "Near death", color: BAD }],
	["down", { text: "Down", color: OUT }],
	["dead", { text: "Fallen", color: OUT }],
]);

/** How the sign of somebody looks; undefined for a word that is not known: it comes from outside, and is not shown. */
export function healthLook(health: string): HealthLook | undefined {
	return LOOKS.get(health);
}
