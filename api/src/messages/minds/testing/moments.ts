import type { ActionRefusalWire } from "../../../../../game/src/shared/wire/index.js";
import type { Described, Happening, NarrationRequest } from "../../mind.js";

export const BOTTLE: Described = {
	name: "Amber Bottle",
	description: "A summer evening turns slowly inside it. It is warm.",
};

const CODES: readonly ActionRefusalWire[] = [
	"unknown_item",
	"unknown_location",
	"not_here",
	"already_taken",
	"not_carried",
	"no_way",
	"inventory_full",
];

/** One of each that there is to tell of. */
export const HAPPENINGS: readonly Happening[] = [
	{ kind: "taken", item: BOTTLE },
	{ kind: "dropped", item: BOTTLE },
	{ kind: "moved", from: "The Old Well" },
	{ kind: "looked" },
	{ kind: "said" },
	...CODES.map((code): Happening => {
		const action = code === "no_way" || code === "unknown_location" ? "move" : "take";
		return { kind: "refused", action, code, message: "That cannot be done." };
	}),
];

/** A moment of a story in which somebody looks around, with what is given in its stead. */
export function moment(given: Partial<NarrationRequest> = {}): NarrationRequest {
	return {
		id: "m1",
		experience: { id: "wylding-woods", title: "Wylding Woods" },
		userId: "ana",
		happening: { kind: "looked" },
		place: {
			name: "Fern Hollow",
			description: "Ferns grow as high as your shoulders. A brook runs by.",
			items: ["Lantern", "The Blue Bottle"],
			ways: ["The Old Well", "Hollow Hill"],
		},
		...given,
	};
}
