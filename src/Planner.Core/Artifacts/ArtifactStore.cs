using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Serialization;

namespace Planner.Artifacts;

/// <summary>
/// Files in a folder. Each artifact has an id of its own; equal bytes are stored once, by their SHA-256. Content is streamed, its media
/// type sniffed, its name made safe. Safe for many threads and processes.
/// </summary>
public sealed class ArtifactStore(IOptions<ArtifactStoreOptions> options)
{
    private const int IdLength = 22;
    private const string IdAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(IdAlphabet);

    // Whose files come in: flows with a run or a call into whatever engine stores something.
    private static readonly AsyncLocal<string?> Actor = new();

    private readonly string _blobs = Path.Combine(options.Value.Root, "blobs");
    private readonly string _artifacts = Path.Combine(options.Value.Root, "artifacts");
    private readonly string _incoming = Path.Combine(options.Value.Root, "incoming");

    /// <summary>From here on what this flow of control stores belongs to <paramref name="user"/>; null: to whoever sits at this machine.</summary>
    public static void ActAs(string? user) => Actor.Value = user;

    /// <summary>Takes in a file of this machine.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name it is to have; null: its own.</param>
    /// <param name="cancellationToken">Stops the copy; nothing is kept then.</param>
    /// <exception cref="ArtifactException">It is not there, can't be read, is empty or too large.</exception>
    public async Task<Artifact> PutFileAsync(string path, string? name = null, CancellationToken cancellationToken = default)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArtifactException($"There is no file '{path}'. Check the name and the folder.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = Directory.Exists(path) ? "it is a folder. Name the files in it" : $"{exception.Message} Check its permissions";
            throw new ArtifactException($"'{path}' can't be read: {why}.", exception);
        }

        await using (file)
        {
            return await PutAsync(file, name ?? Path.GetFileName(path), cancellationToken);
        }
    }

    /// <summary>Takes in a stream.</summary>
    /// <param name="content">The bytes; read to the end, not disposed.</param>
    /// <param name="name">The name that its sender gave it, unsafe as it may be.</param>
    /// <param name="cancellationToken">Stops the copy; nothing is kept then.</param>
    /// <exception cref="ArtifactException">It is empty or too large.</exception>
    public async Task<Artifact> PutAsync(Stream content, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        PrivateFolder(_incoming);
        var temporary = Path.Combine(_incoming, NewId());
        try
        {
            var (size, hash, mediaType) = await CopyAsync(content, temporary, name, cancellationToken);
            var artifact = new Artifact(NewId(), SafeName.For(name, mediaType), mediaType, size, hash) { Owner = Actor.Value };
            var blob = PathOf(artifact);
            PrivateFolder(_blobs);
            PrivateFolder(Path.GetDirectoryName(blob)!);
            if (!File.Exists(blob))
            {
                File.Move(temporary, blob, overwrite: true);
            }

            await WriteMetadataAsync(artifact, cancellationToken);
            return artifact;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Takes in once more what is stored already, as a file of whoever acts now.</summary>
    /// <param name="artifact">A file with the same bytes; its id and owner do not matter.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The file; null when the bytes are gone.</returns>
    public async Task<Artifact?> PutAgainAsync(Artifact artifact, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        if (!File.Exists(PathOf(artifact)))
        {
            return null;
        }

        var again = artifact with { Id = NewId(), Owner = Actor.Value };
        PrivateFolder(_incoming);
        await WriteMetadataAsync(again, cancellationToken);
        return again;
    }

    /// <summary>The artifact with that id, or null.</summary>
    public async Task<Artifact?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        if (!IsId(id) || !File.Exists(MetadataPath(id)))
        {
            return null;
        }

        await using var file = File.OpenRead(MetadataPath(id));
        return await JsonSerializer.DeserializeAsync(file, PlannerJson.Context.Artifact, cancellationToken);
    }

    /// <summary>Where an artifact's bytes are. For reading only: several artifacts may share them.</summary>
    public string PathOf(Artifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return Path.Combine(_blobs, artifact.Sha256[..2], artifact.Sha256);
    }

    /// <summary>Opens an artifact's bytes for reading.</summary>
    /// <exception cref="ArtifactException">The bytes are gone.</exception>
    public Stream OpenRead(Artifact artifact)
    {
        try
        {
            return File.OpenRead(PathOf(artifact));
        }
        catch (IOException exception)
        {
            throw new ArtifactException(
                $"The bytes of '{artifact.Name}' ({artifact.Id}) are gone from '{options.Value.Root}'. Attach the file again.", exception);
        }
    }

    /// <summary>An artifact's text: what its bytes say in UTF-8 or by their byte order mark; of a word document its paragraphs, of a spreadsheet its sheets as CSV.</summary>
    /// <exception cref="ArtifactException">The bytes are gone, or the document is damaged.</exception>
    public async Task<string> ReadTextAsync(Artifact artifact, CancellationToken cancellationToken = default)
    {
        await using var content = OpenRead(artifact);
        if (artifact.MediaType == MediaTypes.WordDocument)
        {
            return WordDocument.Read(content, artifact.Name);
        }

        if (artifact.MediaType == MediaTypes.Spreadsheet)
        {
            return SpreadsheetText.Of(SpreadsheetReader.Read(content, artifact.Name));
        }

        using var reader = new StreamReader(content, detectEncodingFromByteOrderMarks: true);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>A table's text, CSV or TSV; of a spreadsheet its sheet, or its sheets where all have the same head.</summary>
    /// <exception cref="ArtifactException">The bytes are gone, or the spreadsheet is damaged or is no one table.</exception>
    public async Task<string> ReadTableAsync(Artifact artifact, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        if (artifact.MediaType != MediaTypes.Spreadsheet)
        {
            return await ReadTextAsync(artifact, cancellationToken);
        }

        await using var content = OpenRead(artifact);
        var sheets = SpreadsheetReader.Read(content, artifact.Name);
        return SpreadsheetText.AreAlike(sheets)
            ? SpreadsheetText.Of(sheets)
            : throw new ArtifactException($"'{artifact.Name}' has {sheets.Count} sheets with different columns ({string.Join(", ", sheets.Select(sheet => sheet.Name))}). Save the one that is meant as CSV, or alone as .xlsx.");
    }

    private async Task<(long Size, string Hash, string MediaType)> CopyAsync(Stream content, string to, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            await using var file = OpenNew(to);
            long size = 0;
            string? mediaType = null;
            int read;
            // Filled to the brim once, so that there is enough to sniff even from a stream that drips.
            while ((read = await content.ReadAtLeastAsync(buffer, MediaTypes.SniffLength, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                mediaType ??= MediaTypes.Sniff(buffer.AsSpan(0, read), name);
                size += read;
                if (size > options.Value.MaxBytes)
                {
                    throw new ArtifactException(
                        $"'{name}' is larger than {options.Value.MaxBytes:N0} bytes, the most that is taken. Send a smaller file or raise Planner:Artifacts:MaxBytes.");
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            // What refers to the bytes is durable before long; so must they be.
            file.Flush(flushToDisk: true);

            return mediaType is null
                ? throw new ArtifactException($"'{name}' is empty (0 bytes). Check that it was saved or downloaded completely.")
                : (size, Convert.ToHexStringLower(hash.GetCurrentHash()), mediaType);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task WriteMetadataAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        PrivateFolder(_artifacts);
        var temporary = Path.Combine(_incoming, artifact.Id);
        await using (var file = OpenNew(temporary))
        {
            await JsonSerializer.SerializeAsync(file, artifact, PlannerJson.Context.Artifact, cancellationToken);
        }

        File.Move(temporary, MetadataPath(artifact.Id));
    }

    // What users send and get is nobody else's to read.
    private static void PrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStream OpenNew(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private string MetadataPath(string id) => Path.Combine(_artifacts, id + ".json");

    private static string NewId() => "a_" + RandomNumberGenerator.GetString(IdAlphabet, IdLength);

    // An id becomes part of a path: nothing but what NewId makes gets through.
    private static bool IsId(string id) =>
        id.Length == IdLength + 2 && id.StartsWith("a_", StringComparison.Ordinal) && id.AsSpan(2).IndexOfAnyExcept(IdCharacters) < 0;
}
