using System.Runtime.InteropServices;
using System.Text.Json;
using Planner.Catalog;

namespace Planner.Matching.Indexing;

/// <summary>The files of an index. Each is written once under a new name; only the manifest is replaced.</summary>
internal sealed class IndexFolder(string folder)
{
    private const string Manifest = "index.json";
    private const string Lock = "index.lock";

    /// <summary>Claims a folder for changes until it is disposed of; null when another process has, or it can't be written to.</summary>
    public static IDisposable? TryClaim(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The index in the folder; empty when there is none that can be read, which is then built anew.</summary>
    public IndexState Read()
    {
        var path = Path.Combine(folder, Manifest);
        if (!File.Exists(path))
        {
            return IndexState.Empty;
        }

        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), IndexJson.Default.IndexManifest);
            return manifest is { Version: IndexManifest.CurrentVersion } && manifest.Names == KnownNames.Shipped.Stamp
                ? new IndexState { Parts = [.. manifest.Segments.Select(Part)], Learned = manifest.Learned is { } file ? ReadLearned(file) : null, Source = manifest.Source }
                : IndexState.Empty;
        }
        catch (Exception exception) when (exception is IOException or JsonException or InvalidDataException or UnauthorizedAccessException)
        {
            return IndexState.Empty;
        }
    }

    /// <summary>Writes a segment; nobody else sees it before <see cref="Write"/>.</summary>
    public Part Build(IReadOnlyList<ModelCard> cards, LearnedVectors? learned)
    {
        Directory.CreateDirectory(folder);
        var name = NewName("segment");
        using (var stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
        {
            SegmentBuilder.Write(stream, cards, learned);
        }

        return Part(new IndexManifest.Part(name, null));
    }

    /// <summary>Makes a state the one that is in the folder, and deletes files of former ones.</summary>
    public IndexState Write(IndexState state)
    {
        Directory.CreateDirectory(folder);
        var written = state with { Parts = [.. state.Parts.Where(part => part.Live > 0).Select(WriteRemoved)], Learned = WriteLearned(state.Learned) };
        var manifest = new IndexManifest
        {
            Version = IndexManifest.CurrentVersion,
            Names = KnownNames.Shipped.Stamp,
            Learned = written.Learned?.File,
            Source = written.Source,
            Segments = [.. written.Parts.Select(part => new IndexManifest.Part(part.File!, part.RemovedFile))],
        };
        var temporary = Path.Combine(folder, NewName("manifest"));
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(manifest, IndexJson.Default.IndexManifest));
        File.Move(temporary, Path.Combine(folder, Manifest), overwrite: true);
        DeleteOthers([Manifest, manifest.Learned, .. manifest.Segments.SelectMany(part => new[] { part.File, part.Removed })]);
        return written;
    }

    private static string NewName(string kind) => $"{kind}-{Guid.CreateVersion7():N}.bin";

    private Part Part(IndexManifest.Part part)
    {
        var segment = new Segment(new Sections(Path.Combine(folder, part.File)));
        var gone = part.Removed is null ? null : MemoryMarshal.Cast<byte, ulong>(File.ReadAllBytes(Path.Combine(folder, part.Removed))).ToArray();
        return new Part(segment, part.File, gone, part.Removed);
    }

    private Part WriteRemoved(Part part)
    {
        if (part.Gone is null || part.RemovedFile is not null)
        {
            return part;
        }

        var name = NewName("removed");
        File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes<ulong>(part.Gone).ToArray());
        return part with { RemovedFile = name };
    }

    private Learned ReadLearned(string file)
    {
        using var reader = new BinaryReader(new FileStream(Path.Combine(folder, file), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 20));
        return new Learned(LearnedVectors.Read(reader), TaskCounts.Read(reader), file);
    }

    private Learned? WriteLearned(Learned? learned)
    {
        if (learned is null || learned.File is not null)
        {
            return learned;
        }

        var name = NewName("learned");
        using var writer = new BinaryWriter(new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20));
        learned.Vectors.Write(writer);
        learned.Counts.Write(writer);
        return learned with { File = name };
    }

    private void DeleteOthers(HashSet<string?> kept)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.bin").Where(path => !kept.Contains(Path.GetFileName(path))))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Where files that are mapped can't be deleted, the next commit does it.
            }
        }
    }
}
