import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Arrival } from "./registry";
import { createEntityRegistry } from "./registry";

const arrival = (id: string, name: string, kind: "npc" | "player" = "npc"): Arrival => ({
	id,
	name,
	type: kind,
	abilities: new Set(),
	responseRadius: 20,
	responseSpeed: 1,
	persona: "",
	wanderRadius: 40,
});

export = (t: Suite) => {
	t.it("gives the name as key, and the id where the name is taken", () => {
		const registry = createEntityRegistry();
		expect(registry.add(arrival("npc-1", "Kaiden"))!.key).toBe("Kaiden");
		expect(registry.add(arrival("77", "Kaiden", "player"))!.key).toBe("77");
		expect(registry.byKey("Kaiden")!.id).toBe("npc-1");
		expect(registry.byKey("77")!.name).toBe("Kaiden");
	});

	t.it("keeps a key for as long as its entity stays", () => {
		const registry = createEntityRegistry();
		registry.add(arrival("a", "Oscar"));
		const second = registry.add(arrival("b", "Oscar"))!;
		registry.remove("a");
		expect(registry.byId("b")!.key).toBe(second.key);
		expect(registry.add(arrival("c", "Oscar"))!.key).toBe("Oscar");
	});

	t.it("never lets a name stand for somebody else's id", () => {
		const registry = createEntityRegistry();
		registry.add(arrival("42", "Ada", "player"));
		expect(registry.add(arrival("npc-9", "42"))!.key).toBe("npc-9");
	});

	t.it("finds a free key even where somebody is named like the id of a later arrival", () => {
		const registry = createEntityRegistry();
		registry.add(arrival("x", "b"));
		registry.add(arrival("y", "Bo"));
		const late = registry.add(arrival("b", "Bo"))!;
		expect(registry.byKey(late.key)!.id).toBe("b");
		expect(registry.byKey("b")!.id).toBe("x");
	});

	t.it("refuses an id that is present, and takes it again after it left", () => {
		const registry = createEntityRegistry();
		registry.add(arrival("npc-1", "Kaiden"));
		expect(registry.add(arrival("npc-1", "Other"))).toBe(undefined);
		expect(registry.remove("npc-1")!.name).toBe("Kaiden");
		expect(registry.remove("npc-1")).toBe(undefined);
		expect(registry.add(arrival("npc-1", "Other"))!.key).toBe("Other");
	});

	t.it("gives somebody another persona, and leaves all else of them as it was", () => {
		const registry = createEntityRegistry();
		const before = registry.add(arrival("npc-1", "Kaiden"))!;
		const entity = registry.describe("npc-1", "A fisherman.")!;
		expect(entity).toEqual({ ...before, persona: "A fisherman." });
		expect(registry.byId("npc-1")).toBe(entity);
		expect(registry.byKey("Kaiden")).toBe(entity);
		expect(registry.count("npc")).toBe(1);
		expect(registry.describe("npc-2", "")).toBe(undefined);
	});

	t.it("uses the id where there is no name, and cuts long names between characters", () => {
		const registry = createEntityRegistry();
		expect(registry.add(arrival("npc-1", ""))!.key).toBe("npc-1");
		const long = registry.add(arrival("npc-2", `${string.rep("x", 99)}é`))!;
		expect(long.name).toBe(string.rep("x", 99));
	});

	t.property("keys are unique and counts right over any coming and going", 300, (random) => {
		const registry = createEntityRegistry();
		const names = ["a", "b", "c", "1", "2", "3", "#1", ""];
		const present = new Set<string>();
		for (const _ of $range(1, 60)) {
			const id = random.pick(["1", "2", "3", "4", "a", "#1", "##1"]);
			if (random.chance(0.6)) {
				if (registry.add(arrival(id, random.pick(names))) !== undefined) present.add(id);
			} else {
				registry.remove(id);
				present.delete(id);
			}
			const keys = new Set<string>();
			for (const entity of registry.all()) {
				expect(keys.has(entity.key), entity.key).toBe(false);
				keys.add(entity.key);
				expect(registry.byKey(entity.key)).toBe(entity);
			}
			expect(keys.size()).toBe(present.size());
			expect(registry.count("npc")).toBe(present.size());
		}
	});
};
