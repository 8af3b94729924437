using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Planner.Routing;
using Planner.Runs;
using Planner.Serialization;
using Planner.Server.Problems;

namespace Planner.Server.Runs;

/// <summary>
/// Remembers which request had which <c>Idempotency-Key</c>, across restarts: a file a key, named by the hash of user and key. The same key with
/// the same request gives the same run; with another request it is refused.
/// </summary>
internal sealed class IdempotencyKeys(IOptions<ServerOptions> options, TimeProvider clock)
{
    private const int MaxLength = 255;
    private readonly Dictionary<string, (Task Done, int Users)> _busy = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _swept;

    /// <summary>The run that the key stands for, started now if it is new.</summary>
    /// <param name="user">Whose key it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="request">The request.</param>
    /// <param name="start">Starts its run.</param>
    /// <param name="cancellationToken">Stops waiting for another request with the key.</param>
    /// <exception cref="ProblemException">The key stands for another request.</exception>
    public async Task<string> StartOnceAsync(string? user, string key, Request request, Func<Task<string>> start, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > MaxLength)
        {
            throw Problem.BadRequest($"An Idempotency-Key has 1 to {MaxLength} characters.", "A UUID is a good one.").AsException();
        }

        var path = Path.Combine(options.Value.IdempotencyFolder, Hash($"{user}\n{key}"));
        var hash = Hash(Canonical(request));
        using (await EnterAsync(path, cancellationToken))
        {
            Sweep();
            if (await ReadAsync(path, cancellationToken) is [var known, var runId])
            {
                return known == hash
                    ? runId
                    : throw new Problem(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request.", "Use a new key for a new request.").AsException();
            }

            var id = await start();
            PrivateFile.Write(path, Encoding.UTF8.GetBytes($"{hash}\n{id}\n"));
            return id;
        }
    }

    // Files count by their content, not by the ids that they got when they came in.
    private static string Canonical(Request request) => string.Join(
        '\n',
        [request.Text, request.Language, JsonSerializer.Serialize(request.Options, PlannerJson.Context.RequestOptions), request.Plan is null ? "" : JsonSerializer.Serialize(request.Plan, PlannerJson.Context.Plan),
            .. request.Attachments.Select(file => $"{file.Name} {file.Artifact.Sha256}")]);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<string[]?> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken) : null;

    private void Sweep()
    {
        lock (_lock)
        {
            if (_swept || !Directory.Exists(options.Value.IdempotencyFolder))
            {
                return;
            }

            _swept = true;
        }

        var oldest = clock.GetUtcNow().UtcDateTime - TimeSpan.FromHours(options.Value.IdempotencyHours);
        foreach (var file in new DirectoryInfo(options.Value.IdempotencyFolder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < oldest))
        {
            file.Delete();
        }
    }

    /// <summary>Waits for other requests with the same key: they come one after the other.</summary>
    private async Task<IDisposable> EnterAsync(string path, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            var (done, users) = _busy.GetValueOrDefault(path, (Task.CompletedTask, 0));
            before = done;
            _busy[path] = (mine.Task, users + 1);
        }

        var leave = new Leave(this, path, mine, before);
        try
        {
            await before.WaitAsync(cancellationToken);
            return leave;
        }
        catch
        {
            leave.Dispose();
            throw;
        }
    }

    private sealed class Leave(IdempotencyKeys keys, string path, TaskCompletionSource mine, Task before) : IDisposable
    {
        public void Dispose()
        {
            // Who comes next waits for whoever this one waited for, too.
            _ = before.ContinueWith(_ => mine.TrySetResult(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            lock (keys._lock)
            {
                var (done, users) = keys._busy[path];
                if (users == 1)
                {
                    keys._busy.Remove(path);
                }
                else
                {
                    keys._busy[path] = (done, users - 1);
                }
            }
        }
    }
}
