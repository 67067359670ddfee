import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { readNpcAttributes } from "./npc-attributes";

const defaults = { id: "guid-1", name: "Model", wanderRadius: 40 };
const read = (attributes: Record<string, unknown>) => {
	const map = new Map<string, unknown>();
	for (const [key, value] of pairs(attributes)) map.set(key, value);
	return readNpcAttributes(map, defaults);
};

export = (t: Suite) => {
	t.it("needs no attribute at all", () => {
		expect(read({})).toEqual({
			arrival: {
				id: "guid-1",
				name: "Model",
				type: "npc",
				abilities: new Set<string>(),
				responseRadius: 20,
				responseSpeed: 1,
				persona: "",
				wanderRadius: 40,
			},
			problems: [],
		});
	});

	t.it("takes what the model says", () => {
		const { arrival, problems } = read({
			DisplayName: "Kaiden",
			NpcId: "npc-1",
			ResponseRadius: 12,
			Abilities: " initiate_chat, move ,,",
			ResponseSpeed: 2,
			Persona: "A fisherman.",
			WanderRadius: 0,
		});
		expect(problems).toEqual([]);
		expect(arrival.abilities).toEqual(new Set(["initiate_chat", "move"]));
		expect(arrival.wanderRadius).toBe(0);
		expect(arrival.id).toBe("npc-1");
		expect(arrival.persona).toBe("A fisherman.");
	});

	t.it("counts a wrong one as absent and names it", () => {
		const { arrival, problems } = read({
			ResponseRadius: "far",
			WanderRadius: -1,
			NpcId: 7,
			ResponseSpeed: 0 / 0,
		});
		expect(arrival.responseRadius).toBe(20);
		expect(arrival.wanderRadius).toBe(40);
		expect(arrival.id).toBe("guid-1");
		expect(arrival.responseSpeed).toBe(1);
		expect(problems.size()).toBe(4);
	});

	t.it("does not take an empty id", () => {
		expect(read({ NpcId: "" }).arrival.id).toBe("guid-1");
	});
};
