import { memo } from "react";
import type { MapState } from "../../../src/encounters/engine/state.js";
import classes from "./board.module.css";
import { CELL, terrainPath } from "./terrain.js";

/** Floor, lines and terrain: drawn anew only when the map is another one. */
export const GroundLayer = memo(function GroundLayer({ map }: { readonly map: MapState }) {
	const [width, height] = [map.width * CELL, map.height * CELL];
	const walls = terrainPath(map, "#");
	const rough = terrainPath(map, "~");
	return (
		<g>
			<defs>
				<clipPath id="live-map">
					<rect width={width} height={height} rx="6" />
				</clipPath>
				<pattern id="live-grid" width={CELL} height={CELL} patternUnits="userSpaceOnUse">
					<path d={`M${CELL} 0H0V${CELL}`} className={classes.grid} />
				</pattern>
				<pattern id="live-rough" width={CELL} height={CELL} patternUnits="userSpaceOnUse">
					<path d="M6 14q5-5 10 0t10 0M14 29q5-5 10 0t10 0" className={classes.ripple} />
				</pattern>
			</defs>
			<rect width={width} height={height} rx="6" className={classes.floor} />
			<path d={rough} className={classes.rough} />
			<path d={rough} fill="url(#live-rough)" />
			<rect width={width} height={height} rx="6" fill="url(#live-grid)" />
			<g clipPath="url(#live-map)">
				<path d={walls} className={classes.wall} />
				<path d={walls} className={classes.wallTop} />
			</g>
		</g>
	);
});
