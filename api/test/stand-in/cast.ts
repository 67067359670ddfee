const NAMES = [
	"Ada",
	"Bo",
	"Cleo",
	"Dmitri",
	"Esme",
	"Farid",
	"Greta",
	"Hiro",
	"Ines",
	"Jonah",
	"Kaya",
	"Leopold",
	"Mirela",
	"Nils",
	"Odile",
	"Pavel",
	"Quentin",
	"Rosalind",
	"Soren",
	"Tamsin",
	"Ursula",
	"Viktor",
	"Wren",
	"Xiu",
	"Yara",
	"Zoë",
];

const SURNAMES = ["", " Ash", " Birch", " Cole", " Dray", " Elm", " Fern", " Gray"];

export const ZONES = ["Market", "Old Mill", "Harbour", "Chapel", "Orchard", "Well"];

export const MOODS = ["calm", "curious", "cheerful", "tired", "cross"];

export const LINES = [
	"Have you seen the boats come in?",
	"The mill has stood still since morning.",
	"I will trade you two apples for it.",
	"Somebody took the lantern again.",
	"Walk with me a little.",
	"They say the well is haunted.",
];

export interface CastMember {
	readonly id: string;
	readonly name: string;
	readonly type: "npc" | "player";
}

/** So many members, each with a name of its own. */
export function cast(npcs: number, players: number): readonly CastMember[] {
	return Array.from({ length: npcs + players }, (_, index) => {
		const type = index < players ? "player" : "npc";
		const surname = SURNAMES[Math.floor(index / NAMES.length) % SURNAMES.length]!;
		const again = Math.floor(index / (NAMES.length * SURNAMES.length));
		const name = `${NAMES[index % NAMES.length]!}${surname}${again > 0 ? ` ${again + 1}` : ""}`;
		return { id: `${type}:${index + 1}`, name, type };
	});
}
