import { Select } from "@mantine/core";
import { WorldIcon } from "../shell/icons.js";
import type { WorldSummary } from "./side/read-answers.js";
import classes from "./map-page.module.css";

export interface WorldPickerProps {
	readonly worlds: readonly WorldSummary[];
	readonly world: string;
	readonly onPick: (world: string) => void;
}

/** Which world is shown. The one at hand is listed even before its server has told of it. */
export function WorldPicker({ worlds, world, onPick }: WorldPickerProps) {
	const known = worlds.some(({ id }) => id === world)
		? worlds
		: [{ id: world, members: undefined }, ...worlds];
	return (
		<Select
			className={classes.picker}
			aria-label="World"
			size="sm"
			leftSection={<WorldIcon />}
			leftSectionWidth={32}
			allowDeselect={false}
			searchable={known.length > 8}
			data={known.map(({ id }) => id)}
			renderOption={({ option }) => {
				const members = known.find(({ id }) => id === option.value)?.members;
				return (
					<span className={classes.worldOption}>
						<span>{option.value}</span>
						{members !== undefined && <span>{members === 1 ? "1 member" : `${members} members`}</span>}
					</span>
				);
			}}
			value={world}
			onChange={(picked) => picked !== null && onPick(picked)}
			comboboxProps={{ width: 240, position: "bottom-end" }}
		/>
	);
}
