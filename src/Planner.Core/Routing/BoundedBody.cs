namespace Planner.Routing;

/// <summary>Reads a reply's body up to a limit.</summary>
public static class BoundedBody
{
    /// <summary>The body; null when it is longer.</summary>
    /// <param name="content">The reply's content.</param>
    /// <param name="most">How many bytes are read at most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<byte[]?> ReadAsync(HttpContent content, long most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Headers.ContentLength > most)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > most)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
