/** The line of curl that makes the same picture. */

/** One request that answers with the picture itself. */
export function urlCommand({ asset, query, format }) {
  const parameters = query.toString();
  const url = `${location.origin}/api/assets/${asset.id}/file${parameters ? `?${parameters}` : ""}`;
  return [
    `curl ${quoted(url)} \\`,
    '  -H "Authorization: Bearer $TOKEN" \\',
    `  -o picture.${extension(format)}`,
  ].join("\n");
}

/** One request that makes the picture and answers with its address and facts. */
export function jsonCommand({ asset, recipe }) {
  return [
    `curl ${quoted(`${location.origin}/api/assets/${asset.id}/transform`)} \\`,
    '  -H "Authorization: Bearer $TOKEN" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d ${quoted(JSON.stringify(recipe))}`,
  ].join("\n");
}

export function extension(format) {
  return format === "jpeg" ? "jpg" : format;
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
