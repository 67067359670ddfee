import { StrictMode, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { StateSync } from "../../client/index.js";
import { useWorld, useWorldSync, type WorldView } from "../../client/react.js";

/** What the test looks at. */
const shown = {
	status: "",
	members: 0,
	tick: 0,
	memberRenders: 0,
	idRenders: 0,
	tickRenders: 0,
	torn: 0,
	closed: false,
};
Object.assign(window, { shown });

const statusOf = ({ status }: WorldView) => status;
const sameIds = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

function Members({ sync }: { readonly sync: StateSync }) {
	shown.members = useWorld(sync, ({ world }) => world.entities.size);
	shown.memberRenders += 1;
	return <p>{shown.members}</p>;
}

function Ids({ sync }: { readonly sync: StateSync }) {
	const ids = useWorld(sync, ({ world }) => [...world.entities.keys()], sameIds);
	shown.idRenders += 1;
	return <p>{ids.join()}</p>;
}

/** Two readers of one tick, which are rendered together. */
function Tick({ sync, told }: { readonly sync: StateSync; readonly told?: number }) {
	const tick = useWorld(sync, ({ world }) => world.tick);
	if (told !== undefined && told !== tick) shown.torn += 1;
	if (told === undefined) {
		shown.tick = tick;
		shown.tickRenders += 1;
	}
	return <>{told === undefined ? <Tick sync={sync} told={tick} /> : <p>{tick}</p>}</>;
}

function Status({ sync }: { readonly sync: StateSync }) {
	shown.status = useWorld(sync, statusOf);
	return <p>{shown.status}</p>;
}

function Page() {
	const [world, setWorld] = useState("a");
	const sync = useWorldSync({ baseUrl: "", world, cast: "limited" });
	return (
		<>
			<Status sync={sync} />
			<Members sync={sync} />
			<Ids sync={sync} />
			<Tick sync={sync} />
			<button type="button" onClick={() => setWorld("b")}>
				another world
			</button>
			<button
				type="button"
				onClick={() => {
					flushSync(() => root.unmount());
					shown.closed = sync.status() === "closed";
				}}
			>
				away
			</button>
		</>
	);
}

const root = createRoot(document.getElementById("root")!);
root.render(
	<StrictMode>
		<Page />
	</StrictMode>,
);
