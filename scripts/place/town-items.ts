import { readFileSync } from "node:fs";
import { fromRoot } from "../lib/paths.js";
import { type Model, type Triple, at, round } from "./town-model.js";

/** As much of an experience's definition as the town needs. */
interface ExperienceFile {
	readonly locations: readonly {
		readonly id: string;
		readonly bounds?: { readonly center: { readonly x: number; readonly z: number } };
	}[];
	readonly items: readonly { readonly id: string; readonly name: string; readonly location: string }[];
}

/** The experience whose items lie about in the town. */
const EXPERIENCE = fromRoot("api", "experiences", "wylding-woods.json");

/** Studs from a location's middle to its bottles, outwards, where people walk by. */
const OUT_STUDS = 8;
/** Studs between bottles of one location. */
const APART_STUDS = 5;
/** Studs from the ground to a bottle's middle: it stands on a stump. */
const BOTTLE_HEIGHT = 2.2;
const STUMP: Triple = [2, 1.4, 2];
const WOOD: Triple = [0.36, 0.25, 0.18];
const CORK: Triple = [0.7, 0.55, 0.38];
/** One for each bottle in turn. */
const LIGHTS: readonly Triple[] = [
	[1, 0.45, 0.25],
	[0.75, 0.85, 1],
	[0.9, 0.9, 0.7],
	[0.3, 0.7, 0.9],
	[0.45, 0.85, 0.4],
	[0.8, 0.6, 1],
	[1, 0.8, 0.3],
];

const still = { Anchored: true, CanCollide: false, CanTouch: false, CanQuery: false };

/** Glass with a light in it, a cork on top; the glass is what the prompt hangs on. */
function bottle(item: ExperienceFile["items"][number], place: Triple, light: Triple): Model {
	const [x, y, z] = place;
	return {
		name: item.name,
		className: "Model",
		properties: { Tags: ["EarshotItem"] },
		attributes: {
			Rojo_Target_PrimaryPart: `${item.id}-Glass`,
			ItemId: item.id,
			DisplayName: item.name,
			Location: item.location,
		},
		children: [
			{
				name: "Glass",
				className: "Part",
				properties: {
					...still,
					CFrame: at(place),
					Size: [1, 1.6, 1],
					Color: light,
					Material: "Glass",
					Transparency: 0.25,
				},
				attributes: { Rojo_Id: `${item.id}-Glass` },
				children: [
					{ name: "Glow", className: "PointLight", properties: { Color: light, Range: 10, Brightness: 2 } },
				],
			},
			{
				name: "Cork",
				className: "Part",
				properties: {
					...still,
					CFrame: at([x, round(y + 1), z]),
					Size: [0.5, 0.5, 0.5],
					Color: CORK,
					Material: "Wood",
				},
			},
		],
	};
}

function stump([x, , z]: Triple): Model {
	return {
		name: "Stump",
		className: "Part",
		properties: {
			...still,
			CFrame: at([x, STUMP[1] / 2, z]),
			Size: STUMP,
			Color: WOOD,
			Material: "Wood",
		},
	};
}

/** Where what was dropped at a location comes to lie: its middle, seen by nobody. */
function spot(location: string, x: number, z: number): Model {
	return {
		name: `Spot ${location}`,
		className: "Part",
		properties: {
			...still,
			CFrame: at([x, BOTTLE_HEIGHT - STUMP[1], z]),
			Size: [1, 1, 1],
			Transparency: 1,
			Tags: ["EarshotItemSpot"],
		},
		attributes: { Location: location },
	};
}

/** The items of the experience, where its locations are in the town, and the spots of those. */
export function townItems(): Model {
	const { locations, items } = JSON.parse(readFileSync(EXPERIENCE, "utf8")) as ExperienceFile;
	const children = locations.flatMap(({ id, bounds }): Model[] => {
		if (!bounds) return [];
		const { x, z } = bounds.center;
		const length = Math.hypot(x, z);
		const [outX, outZ] = length === 0 ? [1, 0] : [x / length, z / length];
		const own = items.filter(({ location }) => location === id);
		return [
			spot(id, x, z),
			...own.flatMap((item, index) => {
				const aside = (index - (own.length - 1) / 2) * APART_STUDS;
				const place: Triple = [
					round(x + outX * OUT_STUDS - outZ * aside),
					BOTTLE_HEIGHT,
					round(z + outZ * OUT_STUDS + outX * aside),
				];
				return [stump(place), bottle(item, place, LIGHTS[items.indexOf(item) % LIGHTS.length]!)];
			}),
		];
	});
	return { className: "Folder", children };
}
