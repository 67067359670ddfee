/** Seconds that a runaway is still seen, and studs that it gets in the meantime. */
const SEEN_SECONDS = 4;
const AWAY_STUDS = 40;

interface Departure {
	readonly body: Model;
	readonly parts: readonly BasePart[];
	readonly goneAt: number;
}

/** Bodies that walk off and fade. They are nobody's any more. */
export interface Departures {
	/** `from` is what it walks away from; `now` in seconds. */
	readonly start: (body: Model, from: Vector3, now: number) => void;
	readonly step: (now: number) => void;
	readonly stop: () => void;
}

function awayFrom(from: Vector3, root: Vector3): Vector3 {
	const way = new Vector3(root.X - from.X, 0, root.Z - from.Z);
	const direction = way.Magnitude > 0 ? way.Unit : Vector3.xAxis;
	return root.add(direction.mul(AWAY_STUDS));
}

function visibleParts(body: Model): BasePart[] {
	const parts: BasePart[] = [];
	for (const each of body.GetDescendants())
		if (each.IsA("BasePart") && each.Transparency < 1) parts.push(each);
	return parts;
}

export function createDepartures(): Departures {
	let departures: Departure[] = [];
	return {
		start: (body, from, now) => {
			const root = body.PrimaryPart;
			const humanoid = body.FindFirstChildOfClass("Humanoid");
			if (root && humanoid && !root.Anchored) {
				if (root.CanSetNetworkOwnership()[0]) root.SetNetworkOwner(undefined);
				humanoid.MoveTo(awayFrom(from, root.Position));
			}
			departures.push({ body, parts: visibleParts(body), goneAt: now + SEEN_SECONDS });
		},
		step: (now) => {
			if (departures.isEmpty()) return;
			departures = departures.filter(({ body, parts, goneAt }) => {
				const left = (goneAt - now) / SEEN_SECONDS;
				if (left <= 0) body.Destroy();
				else for (const part of parts) part.Transparency = math.max(part.Transparency, 1 - left);
				return left > 0;
			});
		},
		stop: () => {
			for (const { body } of departures) body.Destroy();
			departures = [];
		},
	};
}
