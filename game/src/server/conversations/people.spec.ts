import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { npc, player } from "../../../test/talk/talk-rig";
import type { Entity } from "../entities/entity";
import { People } from "./people";

function people(...entities: readonly Entity[]) {
	const present = new Map(entities.map((entity) => [entity.id, entity] as const));
	let asked = 0;
	const all = new People({
		entity: (id) => {
			asked += 1;
			return present.get(id);
		},
		model: () => undefined,
	});
	return { all, present, asked: () => asked };
}

export = (t: Suite) => {
	t.it("asks for everybody once, until forgotten", () => {
		const { all, present, asked } = people(npc("Ada"));
		expect(all.get("Ada")!.speaker).toEqual({ id: "Ada", name: "Ada", type: "npc" });
		expect(all.get("Ada")!.participant.GetParticipantId()).toBe("Ada");
		expect(asked()).toBe(1);
		present.delete("Ada");
		expect(all.npc("Ada") !== undefined).toBe(true);
		all.forget("Ada");
		expect(all.get("Ada")).toBe(undefined);
	});

	t.it("tells NPCs from players, and who may open a conversation", () => {
		const { all } = people(npc("Ada"), npc("Bram", { abilities: new Set(["move"]) }), player("p1"));
		expect(["Ada", "Bram", "p1", "gone"].map((id) => all.canInitiate(id))).toEqual([
			true,
			false,
			false,
			false,
		]);
		expect(["Ada", "p1", "gone"].map((id) => all.isPlayer(id))).toEqual([false, true, false]);
		expect(all.npc("p1")).toBe(undefined);
	});

	t.it("lets whoever has gone go by its id", () => {
		expect(people().all.speaker("gone")).toEqual({ id: "gone", name: "gone", type: "npc" });
	});
};
