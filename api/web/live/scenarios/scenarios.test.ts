import { describe, expect, it } from "vitest";
import { player, testRoom } from "../../../src/encounters/engine/testing/test-room.js";
import { newParticipant } from "../../../src/encounters/router/inputs.js";
import { CHARACTERS } from "./characters.js";
import { CREATURES } from "./creatures.js";
import { emptyMap, entranceOf, mapOf, participantsOf, SCENARIOS } from "./scenarios.js";

describe("the ready-made scenarios", () => {
	it.each(SCENARIOS)(
		"[EP15] $title stands as it is drawn: everybody on the cell they are put on",
		(scenario) => {
			const room = testRoom({ rows: scenario.rows });
			for (const participant of participantsOf(scenario)) {
				newParticipant.parse(participant);
				room.do({ type: "addParticipant", participant });
				expect(room.state().participants[participant.entityId]!.position).toEqual(participant.position);
			}
			expect(new Set(participantsOf(scenario).map(({ name }) => name)).size).toBe(scenario.placed.length);
		},
	);

	it.each(SCENARIOS)("[EP15] $title takes players of every calling, who come in at the west", (scenario) => {
		const room = testRoom({ rows: scenario.rows });
		const map = mapOf(scenario.rows);
		for (const { characterId, sheet } of CHARACTERS) {
			const party = Object.values(room.state().participants);
			const participant = {
				...sheet,
				entityId: characterId,
				userId: characterId,
				position: entranceOf(map, party),
			};
			newParticipant.parse(participant);
			room.do({ type: "addParticipant", participant }, player(characterId));
			expect(room.state().participants[characterId]!.position.x).toBeLessThan(3);
		}
	});

	it("[EP15] creatures are taken as they are", () => {
		const room = testRoom();
		for (const [entityId, sheet] of Object.entries(CREATURES)) {
			room.do({ type: "addParticipant", participant: { ...sheet, entityId, position: { x: 5, y: 5 } } });
		}
		expect(emptyMap(3, 2).rows).toEqual(["...", "..."]);
	});
});
