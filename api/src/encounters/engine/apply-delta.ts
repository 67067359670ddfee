import type { Delta } from "./events.js";
import type { GameState, MapState, Participant } from "./state.js";

export function withParticipant(state: GameState, participant: Participant): GameState {
	return { ...state, participants: { ...state.participants, [participant.entityId]: participant } };
}

export function applyDelta(state: GameState, delta: Delta): GameState {
	switch (delta.type) {
		case "participant": {
			const participant = state.participants[delta.entityId];
			return participant ? withParticipant(state, { ...participant, ...delta.changes }) : state;
		}
		case "map":
			return { ...state, mapState: withTerrain(state.mapState, delta) };
		case "notes":
			return { ...state, notes: delta.notes };
	}
}

function withTerrain(map: MapState, { cells, terrain }: Extract<Delta, { type: "map" }>): MapState {
	const rows = map.rows.map((row) => [...row]);
	for (const { x, y } of cells) rows[y]![x] = terrain;
	return { ...map, rows: rows.map((row) => row.join("")) };
}
