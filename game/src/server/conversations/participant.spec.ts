import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { fakeEntity } from "../../../test/backend/fake-place";
import { participantOf, speakerOf } from "./participant";

export = (t: Suite) => {
	t.it("gives an NPC the shape of a player, its id in the place of the UserId", () => {
		const mock = participantOf(fakeEntity("npc-1", { name: "Ada", key: "Ada#2" }), undefined);
		expect(mock.Name).toBe("Ada#2");
		expect(mock.displayName).toBe("Ada");
		expect(mock.UserId).toBe("npc-1");
		expect(mock.npcId).toBe("npc-1");
		expect(mock.Type).toBe("npc");
		expect(mock.GetParticipantType()).toBe("npc");
		expect(mock.GetParticipantId()).toBe("npc-1");
		expect(mock.model).toBe(undefined);
	});

	t.it("adapts a player to the same shape, without an NPC's id", () => {
		const adapted = participantOf(fakeEntity("4711", { name: "Zoe", type: "player" }), undefined);
		expect(adapted.npcId).toBe(undefined);
		expect([adapted.UserId, adapted.Type, adapted.GetParticipantType()]).toEqual([
			"4711",
			"player",
			"player",
		]);
	});

	t.it("names both alike beside what they say, by id and label", () => {
		const same = { name: "Ada" };
		expect(speakerOf(participantOf(fakeEntity("1", same), undefined))).toEqual({
			id: "1",
			name: "Ada",
			type: "npc",
		});
		expect(speakerOf(participantOf(fakeEntity("2", { ...same, type: "player" }), undefined))).toEqual({
			id: "2",
			name: "Ada",
			type: "player",
		});
	});
};
